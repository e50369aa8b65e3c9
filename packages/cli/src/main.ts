import { leniently, parse, type Invocation } from './command-line/parse.js';
import type { CommandDefinition } from './commands/command.js';
import { tree } from './commands/index.js';
import { complete } from './completion/complete.js';
import { OutputClosed, type Context } from './context.js';
import { printUnsent } from './dry-run.js';
import { exitCode } from './exit-code.js';
import { failureJson, failureOf, failureText, type Facts } from './failure.js';
import { watchInterrupts, type Interrupts } from './interrupts.js';
import { outputModes, wantsJson } from './output/modes.js';
import { scrubbing, secretsOf, type Secrets } from './output/secrets.js';
import { pickMissing } from './pick/pick.js';
import { styleFor } from './render/style.js';
import { createSession, isOn, outputModeOf, type Session } from './session.js';
import { noSettings, readSettings } from './settings/settings.js';
import { version } from './version.js';

/** Runs one command line: the exit code. Never rejects. */
export const main = async (world: Context): Promise<number> => {
  const secrets = secretsOf(world.env);
  const context: Context = { ...world, stderr: scrubbing(world.stderr, secrets) };
  const state: Facts = { settings: noSettings };
  let code: number;
  try {
    code =
      context.argv[0] === '__complete'
        ? await complete(context, tree, secrets)
        : await answer(context, secrets, state);
    state.ended = code;
    await context.stdout.flush();
  } catch (error) {
    code = await report(context, state, error);
  }
  await Promise.all([context.stdout.flush(), context.stderr.flush()]).catch(() => undefined);
  return code;
};

const answer = async (context: Context, secrets: Secrets, state: Facts): Promise<number> => {
  const { argv, env, stdout } = context;
  const request = parse(argv, tree, (choice) => styleFor({ choice, isTerminal: stdout.isTerminal, env }));
  if (!('definition' in request)) {
    await stdout.write('help' in request ? request.help : `wxdi ${version}\n`);
    return exitCode.done;
  }
  const { definition, globals, missing } = request;
  if (missing !== undefined && !missing.names.every((name) => name === 'JOB' || name === 'RUN'))
    throw missing;
  if (definition.offline !== true) state.settings = await readSettings(context, globals, secrets);
  const interrupts = watchInterrupts(context);
  const session = await createSession({
    context,
    globals,
    settings: state.settings,
    interrupts,
    secrets,
    remember: (progress) => {
      state.progress = progress;
    },
    invoke: (world) => main({ ...context, ...world }),
  });
  return await untilInterrupted(carryOut(session, request), interrupts);
};

const carryOut = async (
  session: Session,
  { definition, flags, args, missing }: Invocation<CommandDefinition>,
): Promise<number> => {
  if (missing !== undefined && !session.canPrompt) throw missing;
  const { dryRun } = session;
  const run = async (): Promise<number> => {
    const words = missing === undefined ? args : await pickMissing(session, missing.names, args);
    return (await definition.run(session, flags, words)) ?? exitCode.done;
  };
  try {
    if (dryRun === undefined) return await run();
    await dryRun.step(run);
    await printUnsent(session, dryRun.unsent);
    return exitCode.done;
  } finally {
    await session.close();
  }
};

/** A signal decides the exit code, whatever the command returns. */
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

const report = async (context: Context, state: Facts, error: unknown): Promise<number> => {
  const { argv, env, stderr } = context;
  if (error instanceof OutputClosed && state.progress === undefined) return state.ended ?? exitCode.done;
  const globals = leniently(argv);
  const debug = globals.debug === true || isOn(env['WXDI_DEBUG']);
  const failure = failureOf(error, { ...state, debug });
  const fromEnvironment = outputModes.find((mode) => mode === env['WXDI_OUTPUT']);
  const output = outputModeOf(globals.output, state.settings.output ?? fromEnvironment, context);
  const style = styleFor({ choice: globals.color, isTerminal: stderr.isTerminal, env });
  const text = wantsJson(output) ? failureJson(failure) : failureText(failure, style);
  await stderr.write(`${text}\n`)?.catch(() => undefined);
  return failure.exitCode;
};
