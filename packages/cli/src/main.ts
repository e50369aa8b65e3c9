import { leniently, parse, type Invocation } from './command-line/parse.js';
import type { CommandDefinition } from './commands/command.js';
import { tree } from './commands/index.js';
import { complete } from './completion/complete.js';
import { OutputClosed, type Context } from './context.js';
import { printUnsent } from './dry-run.js';
import { wxdiErrorIn } from './errors.js';
import { exitCode } from './exit-code.js';
import { failureJson, failureOf, failureText, type Facts } from './failure.js';
import { watchInterrupts, type Interrupts } from './interrupts.js';
import { outputModes, wantsJson, type OutputMode } from './output/modes.js';
import { scrubbing, secretsOf, type Secrets } from './output/secrets.js';
import { pickMissing } from './pick/pick.js';
import { styleFor } from './render/style.js';
import { visible } from './render/visible.js';
import { createSession, isOn, outputModeOf, type Session } from './session.js';
import { noSettings, readSettings, readSettingsWithProblems } from './settings/settings.js';
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
    await unlessHurried(context, state, context.stdout.flush());
  } catch (error) {
    code = await report(context, state, error);
  }
  const flushed = Promise.all([context.stdout.flush(), context.stderr.flush()]);
  await unlessHurried(
    context,
    state,
    flushed.catch(() => undefined),
  );
  return code;
};

/** How long what is under way at the time limit or at a signal may take to end: a request, or the output. */
const graceMs = 100;

/** Waits for the output; only for a moment after a signal or the time limit, since its reader may be stuck. */
const unlessHurried = async (context: Context, { hurried }: Facts, work: Promise<unknown>): Promise<void> => {
  if (hurried !== true) await work;
  else await within(context, work);
};

/** The result of work that ends in time. */
const within = async <A>({ clock }: Context, work: Promise<A>): Promise<A | undefined> => {
  let cancel = (): void => undefined;
  const late = new Promise<undefined>((resolve) => {
    cancel = clock.after(graceMs, () => resolve(undefined));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
};

const answer = async (context: Context, secrets: Secrets, state: Facts): Promise<number> => {
  const { argv, env, stdout } = context;
  const request = parse(argv, tree, {
    get columns() {
      return stdout.columns;
    },
    styleFor: (choice) => styleFor({ choice, isTerminal: stdout.isTerminal, env }),
  });
  if (!('definition' in request)) {
    await stdout.write('help' in request ? request.help : `wxdi ${version}\n`);
    return exitCode.done;
  }
  const { definition, globals, missing } = request;
  if (missing !== undefined && !missing.names.every((name) => name === 'JOB' || name === 'RUN'))
    throw missing;
  const interrupts = watchInterrupts(context, globals.timeout);
  const work = async (): Promise<number> => {
    const read = definition.reportsSettings === true ? readSettingsWithProblems : readSettings;
    if (definition.offline !== true) state.settings = await read(context, globals, secrets);
    const session = await createSession({
      context,
      globals,
      settings: state.settings,
      interrupts,
      needsWholeIds: definition.needsWholeIds === true,
      secrets,
      remember: (progress) => {
        state.progress = progress;
      },
      invoke: (world) => main({ ...context, ...world }),
    });
    return await carryOut(session, request);
  };
  try {
    return await untilInterrupted(context, state, work(), interrupts);
  } finally {
    state.hurried = interrupts.seen;
  }
};

const carryOut = async (
  session: Session,
  { definition, flags, args, missing }: Invocation<CommandDefinition>,
): Promise<number> => {
  if (missing !== undefined && !session.canPrompt) throw missing;
  const { dryRun } = session;
  const run = async (): Promise<number> => {
    const words = missing === undefined ? args : await pickMissing(session, missing.names, args);
    const code = (await definition.run(session, flags, words)) ?? exitCode.done;
    const failure = session.query?.failure();
    if (failure !== undefined) session.say.warn(visible(failure));
    return code;
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

/** A signal or the time limit decides the exit code, whatever the command returns. */
const untilInterrupted = async (
  context: Context,
  state: Facts,
  work: Promise<number>,
  interrupts: Interrupts,
): Promise<number> => {
  const settled = work.then(
    (code) => ({ code }),
    (error: unknown) => ({ error }),
  );
  await Promise.race([settled, interrupts.ended]);
  if (!interrupts.seen) {
    interrupts.close();
    return await work;
  }
  const { by, exitCode: code } = await interrupts.ended;
  const end = await within(context, settled);
  const error = end !== undefined && 'error' in end ? end.error : undefined;
  if (by === 'timeout') throw interrupts.explain(error);
  // The handler of the signal has printed what a person needs.
  const isUnknown = wxdiErrorIn(error)?.outcome === 'unknown';
  if (isUnknown && wantsJson(outputIn(context, state))) throw interrupts.explain(error);
  return code;
};

/** The output mode, as far as it is known: the settings may not have been read. */
const outputIn = (context: Context, { settings }: Facts): OutputMode => {
  const fromEnvironment = outputModes.find((mode) => mode === context.env['WXDI_OUTPUT']);
  return outputModeOf(leniently(context.argv).output, settings.output ?? fromEnvironment, context);
};

const report = async (context: Context, state: Facts, error: unknown): Promise<number> => {
  const { env, stderr } = context;
  if (error instanceof OutputClosed && state.progress === undefined) return state.ended ?? exitCode.done;
  const globals = leniently(context.argv);
  const debug = globals.debug === true || isOn(env['WXDI_DEBUG']);
  const failure = failureOf(error, { ...state, debug });
  const style = styleFor({ choice: globals.color, isTerminal: stderr.isTerminal, env });
  const text = wantsJson(outputIn(context, state)) ? failureJson(failure) : failureText(failure, style);
  const written = stderr.write(`${text}\n`)?.catch(() => undefined);
  if (written !== undefined) await unlessHurried(context, state, written);
  return failure.exitCode;
};
