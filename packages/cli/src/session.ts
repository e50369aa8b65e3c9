import type { Client, Tracer, Transport } from '@wxdi/sdk';
import type { Context } from './context.js';
import type { Interrupts } from './interrupts.js';
import type { OutputMode } from './output/modes.js';
import type { Settings } from './settings/settings.js';
import { withTracing } from '@wxdi/sdk';
import { exitCodeSets, type ExitCodes } from './exit-code.js';
import { createDryRun } from './dry-run.js';
import { UsageError } from './errors.js';
import type { Printing } from './output/document.js';
import { linesTo, noLines } from './output/lines.js';
import { messagesTo } from './output/messages.js';
import { wantsJson } from './output/modes.js';
import { queryOf } from './output/query.js';
import { silenceReporter } from './output/silence.js';
import { spinnerOn, type Spinner } from './output/spinner.js';
import { wireLog } from './output/wire-log.js';
import { openRecording } from './recording.js';
import { plain, styleFor, type Style } from './render/style.js';
import { connect, printAttempt, type Connected, type Connecting } from './settings/connect.js';

/** One invocation of a command: the world, the settings, and where to write. */
export interface Session extends Connecting, Printing {
  readonly context: Context;
  readonly settings: Settings;
  /** The table of exit codes for the result of a run. */
  readonly exitCodes: ExitCodes;
  /** Colors of stderr. */
  readonly stderrStyle: Style;
  /** Whether JOB and RUN cannot be the beginning of an id. */
  readonly needsWholeIds: boolean;
  /** Shows on stderr, on a terminal, that something takes time. */
  readonly spinner: Spinner;
  readonly interrupts: Interrupts;
  /** Notices of requests without a response are not printed while something is drawn. */
  readonly notices: { muted: boolean };
  /** Whether the user can be prompted. */
  readonly canPrompt: boolean;
  /** The client; the first call creates it. */
  client(): Promise<Client>;
  /** The project or space of the client; `undefined` for an archive. */
  scope(): Promise<Connected['scope']>;
  /** Makes an archive the source of jobs and runs: no request is sent. */
  readFrom(folder: string): void;
  /** Closes the client, if one was created. */
  close(): Promise<void>;
  /** Runs another command line in the same process: its exit code. */
  readonly invoke: (world: Pick<Context, 'argv' | 'env' | 'stdout' | 'stderr'>) => Promise<number>;
}

/** Whether a variable that is a switch is on. */
export const isOn = (value: string | undefined): boolean => !['', '0', 'false'].includes(value ?? '');

/** Flag, then settings, then the kind of stdout. */
export const outputModeOf = (
  flag: OutputMode | undefined,
  configured: OutputMode | undefined,
  { stdout }: Context,
): OutputMode => flag ?? configured ?? (stdout.isTerminal ? 'table' : 'tsv');

type Given =
  'needsWholeIds' | 'context' | 'globals' | 'settings' | 'interrupts' | 'secrets' | 'remember' | 'invoke';

export const createSession = async (given: Pick<Session, Given>): Promise<Session> => {
  const { context, globals, settings, interrupts } = given;
  const { env, stdout, stderr, stdin, clock } = context;
  const output = outputModeOf(globals.output, settings.output, context);
  const { query, raw, dryRun, quiet = false } = globals;
  if (raw === true && !wantsJson(output)) throw new UsageError('flag --raw requires -o json or -o jsonl');
  if (query !== undefined && ['wide', 'name', 'markdown', 'junit'].includes(output))
    throw new UsageError(`flag --query and -o ${output} are mutually exclusive`);
  const color = (isTerminal: boolean): Style => styleFor({ choice: globals.color, isTerminal, env });
  const spinner = spinnerOn(stderr, {
    clock,
    signal: interrupts.asked,
    enabled: () => stderr.isTerminal && !quiet && !wantsJson(output) && env['TERM'] !== 'dumb',
    style: () => color(stderr.isTerminal),
  });
  const isDebugging = globals.debug === true || isOn(env['WXDI_DEBUG']);
  const visibleStderr = spinner.beside(stderr);
  const say = messagesTo(visibleStderr, output, {
    quiet,
    verbosity: isDebugging ? 3 : (globals.verbose ?? 0),
  });
  for (const warning of settings.warnings) say.warn(warning);
  const notices = { muted: false };
  const silence = silenceReporter({ clock, say, spinner, isMuted: () => notices.muted });
  const printed = { ...context, stdout: spinner.beside(stdout), stderr: visibleStderr };
  const recording =
    globals.record === undefined
      ? undefined
      : await openRecording(context, globals.record, { say, secrets: given.secrets });
  let connected: Promise<Connected> | undefined;
  const connection = (): Promise<Connected> => (connected ??= connect(session));
  const session: Session = {
    ...given,
    context: watched(
      printed,
      interrupts.signal,
      (send) => {
        const traced = withTracing(silence.trace)(recording?.record(send) ?? send);
        return say.verbosity > 1 ? wireLog(say, given.secrets)(traced) : traced;
      },
      silence.trace,
    ),
    notices,
    output,
    query: query === undefined ? undefined : await queryOf(query),
    raw: raw === true ? [] : undefined,
    dryRun: dryRun === true ? createDryRun() : undefined,
    exitCodes: globals.exitCodes ?? exitCodesOf(env['WXDI_EXIT_CODES']),
    // tsv and JSON never carry color.
    style: output === 'table' || output === 'wide' ? color(stdout.isTerminal) : plain,
    get stderrStyle() {
      return color(!wantsJson(output) && stderr.isTerminal);
    },
    lines: dryRun === true ? noLines : linesTo(printed.stdout),
    say,
    spinner,
    signal: interrupts.signal,
    // Reading isTerminal opens the stream, so it is read only when it matters.
    get canPrompt() {
      const silenced = globals.input === false || isOn(env['WXDI_NO_INPUT']) || isOn(env['CI']);
      return !silenced && !wantsJson(output) && stdin.isTerminal && stderr.isTerminal;
    },
    client: async () => (await connection()).client,
    scope: async () => (await connection()).scope,
    readFrom: (folder) => {
      const name = ['project', 'space', 'url', 'region'].find((flag) => flag in globals);
      if (name !== undefined) throw new UsageError(`flags --from and --${name} are mutually exclusive`);
      connected = context.openArchive(folder).then((client) => ({ client }));
    },
    onAttempt: (attempt) => {
      silence.onAttempt(attempt);
      if (say.verbosity > 0) printAttempt(say, attempt);
    },
    close: async () => {
      silence.close();
      (await connected?.catch(() => undefined))?.client.close();
      recording?.close();
    },
  };
  return session;
};

/** The world of a command: requests without a response are reported, and a process that it runs ends with it. */
const watched = (
  context: Context,
  signal: AbortSignal,
  watch: (send: Transport) => Transport,
  trace: Tracer,
): Context => ({
  ...context,
  execute: (command) => context.execute(command, signal),
  openTransport: async (options) => {
    const transport = await context.openTransport(options);
    return { ...transport, send: watch(transport.send) };
  },
  // A given transport was opened above.
  connect: (options) => context.connect(options.transport === undefined ? { ...options, trace } : options),
});

const exitCodesOf = (value: string | undefined): ExitCodes => {
  if (value === undefined || value === '') return 'wxdi';
  const set = exitCodeSets.find((name) => name === value);
  if (set !== undefined) return set;
  throw new UsageError(`WXDI_EXIT_CODES must be one of ${exitCodeSets.join(', ')}, not "${value}"`);
};
