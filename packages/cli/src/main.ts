import type { Parsed } from './args/parse.js';
import type { Context } from './context.js';
import { parse } from './args/parse.js';
import { tree } from './commands.js';
import { OutputClosed } from './context.js';
import { exitCode } from './exit-code.js';
import { failureOf } from './failure.js';
import { watchInterrupts, type Interrupts } from './interrupts.js';
import { wantsJson } from './output/say.js';
import { scrubbed, secretsOf, type Secrets } from './output/scrub.js';
import { errorJson, errorText } from './render/error.js';
import { styleFor } from './render/style.js';
import { quickText } from './quick.js';
import { createSession, isOn, outputMode } from './session.js';

/** Runs one command line to its end: the exit code. Never rejects. */
export const main = async (world: Context): Promise<number> => {
  const secrets = secretsOf(world.env);
  const context: Context = Object.create(world, {
    stderr: { value: scrubbed(world.stderr, secrets) },
  }) as Context;
  const parsed = parse(context.argv, tree);
  let code: number;
  try {
    code = await answer(context, parsed, secrets);
  } catch (error) {
    code = await tell(context, parsed, error);
  }
  await Promise.all([context.stdout.flush(), context.stderr.flush()]).catch(() => undefined);
  return code;
};

const answer = async (context: Context, parsed: Parsed, secrets: Secrets): Promise<number> => {
  const { globals, command } = parsed;
  const { argv, env, stdout } = context;
  const text = await quickText(argv, env, () => stdout.isTerminal);
  if (text !== undefined) {
    await stdout.write(text);
    return exitCode.done;
  }
  const { mode, problem } = outputMode(globals, context);
  if (parsed.problem !== undefined) throw parsed.problem;
  if (problem !== undefined) throw problem;
  if (command === undefined) return exitCode.done;
  const { run } = await command.load();
  const interrupts = watchInterrupts(context);
  const session = createSession(context, globals, mode, interrupts, secrets);
  const work = run(session, parsed.flags, parsed.args);
  return untilInterrupted(work, interrupts);
};

/** A signal wins over whatever the command makes of its abort. */
const untilInterrupted = async (work: Promise<number>, interrupts: Interrupts): Promise<number> => {
  work.catch(() => undefined);
  try {
    return await Promise.race([work, interrupts.ended]);
  } catch (error) {
    if (interrupts.signal.aborted) return await interrupts.ended;
    throw error;
  } finally {
    if (!interrupts.signal.aborted) interrupts.close();
  }
};

const tell = async (context: Context, { globals }: Parsed, error: unknown): Promise<number> => {
  if (error instanceof OutputClosed) return exitCode.done;
  const debug = globals.debug || isOn(context.env['WXDI_DEBUG']);
  const failure = failureOf(error, { debug });
  const { mode } = outputMode(globals, context);
  const style = styleFor({ choice: globals.color, isTerminal: context.stderr.isTerminal, env: context.env });
  const text = wantsJson(mode) ? errorJson(failure) : errorText(failure, style);
  await context.stderr.write(`${text}\n`)?.catch(() => undefined);
  return failure.exitCode;
};
