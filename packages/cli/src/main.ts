import type { Command } from './args/declaration.js';
import type { Parsed } from './args/parse.js';
import type { Context } from './context.js';
import type { Settings } from './settings/settings.js';
import { parse } from './args/parse.js';
import { tree } from './commands.js';
import { OutputClosed, Unwritable } from './context.js';
import type { Standing } from './output/standing.js';
import { exitCode } from './exit-code.js';
import { failureOf, unwritten } from './failure.js';
import { watchInterrupts, type Interrupts } from './interrupts.js';
import { wantsJson } from './output/say.js';
import { scrubbed, secretsOf, type Secrets } from './output/scrub.js';
import { errorJson, errorText } from './render/error.js';
import { styleFor } from './render/style.js';
import { quickText } from './quick.js';
import { createSession, isOn, outputMode, type Session } from './session.js';
import { environmentOutput, noSettings, readSettings } from './settings/settings.js';
import { MissingArguments } from './usage-error.js';

/** Runs one command line to its end: the exit code. Never rejects. */
export const main = async (world: Context): Promise<number> => {
  const secrets = secretsOf(world.env);
  const context: Context = Object.create(world, {
    stderr: { value: scrubbed(world.stderr, secrets) },
  }) as Context;
  let code: number;
  if (context.argv[0] === '__complete') {
    code = await (await import('./completion/complete.js')).complete(context, secrets);
  } else {
    const parsed = parse(context.argv, tree);
    const state: State = { settings: noSettings };
    try {
      code = await answer(context, parsed, secrets, state);
      state.exitCode = code;
      await context.stdout.flush();
    } catch (error) {
      code = await tell(context, parsed, state, error);
    }
  }
  await Promise.all([context.stdout.flush(), context.stderr.flush()]).catch(() => undefined);
  return code;
};

/** What was learned before something failed. */
interface State {
  settings: Settings;
  standing?: Standing;
  exitCode?: number;
}

const answer = async (context: Context, parsed: Parsed, secrets: Secrets, state: State): Promise<number> => {
  const { globals, command } = parsed;
  const { argv, env, stdout } = context;
  const text = quickText(argv, env, () => stdout.isTerminal);
  if (text !== undefined) {
    await stdout.write(text);
    return exitCode.done;
  }
  const mayPick = parsed.problem instanceof MissingArguments;
  if (parsed.problem !== undefined && !mayPick) throw parsed.problem;
  if (command === undefined) return exitCode.done;
  if (command.offline !== true) state.settings = await readSettings(context, globals, secrets);
  const interrupts = watchInterrupts(context);
  const { settings } = state;
  const session = await createSession({
    context,
    globals,
    settings,
    interrupts,
    secrets,
    remember: (standing) => {
      state.standing = standing;
    },
  });
  return untilInterrupted(carryOut(session, command, parsed), interrupts);
};

const carryOut = async (session: Session, command: Command, parsed: Parsed): Promise<number> => {
  const { problem, flags } = parsed;
  let { args } = parsed;
  if (problem instanceof MissingArguments) {
    if (!session.asks || !problem.names.every((name) => name === 'JOB' || name === 'RUN')) throw problem;
    args = await (await import('./pick/pick.js')).pickMissing(session, problem.names, args);
  }
  const { run } = await command.load();
  const { dryRun } = session;
  if (dryRun === undefined) return await run(session, flags, args);
  await dryRun.step(() => run(session, flags, args));
  await (await import('./output/print-unsent.js')).printUnsent(session, dryRun.unsent);
  return exitCode.done;
};

/** A signal wins over whatever the command makes of it. */
const untilInterrupted = async (work: Promise<number>, interrupts: Interrupts): Promise<number> => {
  work.catch(() => undefined);
  try {
    const code = await Promise.race([work, interrupts.ended]);
    return interrupts.seen ? await interrupts.ended : code;
  } catch (error) {
    if (interrupts.seen) return await interrupts.ended;
    throw error;
  } finally {
    if (!interrupts.seen) interrupts.close();
  }
};

const tell = async (context: Context, { globals }: Parsed, state: State, error: unknown): Promise<number> => {
  const { standing } = state;
  if (error instanceof OutputClosed && standing === undefined) return state.exitCode ?? exitCode.done;
  const debug = globals.debug || isOn(context.env['WXDI_DEBUG']);
  const isOutput = error instanceof OutputClosed || error instanceof Unwritable;
  const { settings } = state;
  const failure = isOutput
    ? unwritten(error, standing, state.exitCode)
    : failureOf(error, { debug, settings });
  const output = settings.output ?? environmentOutput(context.env);
  const mode = outputMode(globals, context, output === undefined ? {} : { output });
  const style = styleFor({ choice: globals.color, isTerminal: context.stderr.isTerminal, env: context.env });
  const text = wantsJson(mode) ? errorJson(failure) : errorText(failure, style);
  await context.stderr.write(`${text}\n`)?.catch(() => undefined);
  return failure.exitCode;
};
