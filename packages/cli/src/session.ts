import type { Client } from '@wxdi/sdk';
import type { Globals } from './command-line/global-options.js';
import type { OutputMode } from './output/modes.js';
import type { Context } from './context.js';
import type { Progress } from './failure.js';
import type { Interrupts } from './interrupts.js';
import type { Secrets } from './output/secrets.js';
import type { Settings } from './settings/settings.js';
import type { ExitCodes } from './exit-code.js';
import { createDryRun, type DryRun } from './dry-run.js';
import { UsageError } from './errors.js';
import { linesTo, noLines, type Lines } from './output/lines.js';
import { messagesTo, type Messages } from './output/messages.js';
import { wantsJson } from './output/modes.js';
import { queryOf, type Query } from './output/document.js';
import { spinnerOn, type Spinner } from './output/spinner.js';
import { plain, styleFor, type Style } from './render/style.js';
import { connect } from './settings/connect.js';

/** One invocation of a command: the world, the global flags, and where to write. */
export interface Session {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly output: OutputMode;
  /** Selects from the JSON of the output. */
  readonly query: Query | undefined;
  /** Response bodies of the service, kept to be printed with --raw. */
  readonly raw: string[] | undefined;
  readonly dryRun: DryRun | undefined;
  /** The table of exit codes for the result of a run. */
  readonly exitCodes: ExitCodes;
  /** Colors of stdout. */
  readonly style: Style;
  /** Colors of stderr. */
  readonly stderrStyle: Style;
  /** Data, to stdout. */
  readonly lines: Lines;
  /** Messages, to stderr. */
  readonly say: Messages;
  /** Shows on stderr, on a terminal, that something takes time. */
  readonly spinner: Spinner;
  readonly interrupts: Interrupts;
  /** Records what was done; the last record counts. */
  readonly remember: (progress: Progress) => void;
  /** Aborts on the first Ctrl-C. Pass it to every call. */
  readonly signal: AbortSignal;
  /** Whether the user can be prompted. */
  readonly canPrompt: boolean;
  /** The client; the first call creates it. */
  client(): Promise<Client>;
  /** Closes the client, if one was created. */
  close(): Promise<void>;
  /** Runs another command line in the same process: its exit code. */
  readonly invoke: (world: Pick<Context, 'argv' | 'env' | 'stdout' | 'stderr'>) => Promise<number>;
}

/** Whether a variable that is a switch is on. */
export const isOn = (value: string | undefined): boolean => !['', '0', 'false'].includes(value ?? '');

/** Flag, then settings, then the kind of stdout. */
export const outputModeOf = (
  { output }: Pick<Globals, 'output'>,
  { stdout }: Pick<Context, 'stdout'>,
  configured: OutputMode | undefined,
): OutputMode => output ?? configured ?? (stdout.isTerminal ? 'table' : 'tsv');

export interface SessionParts {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly interrupts: Interrupts;
  readonly secrets: Secrets;
  readonly remember: Session['remember'];
  readonly invoke: Session['invoke'];
}

export const createSession = async (parts: SessionParts): Promise<Session> => {
  const { context, globals, settings, interrupts, secrets, remember, invoke } = parts;
  const { env, stdout, stderr, stdin, clock } = context;
  const output = outputModeOf(globals, context, settings.output);
  const { query, raw, dryRun } = globals;
  if (raw === true && !wantsJson(output)) throw new UsageError('flag --raw requires -o json or -o jsonl');
  if (query !== undefined && (output === 'wide' || output === 'name'))
    throw new UsageError(`flag --query and -o ${output} are mutually exclusive`);
  const color = (isTerminal: boolean): Style => styleFor({ choice: globals.color, isTerminal, env });
  const debug = globals.debug === true || isOn(env['WXDI_DEBUG']);
  const quiet = globals.quiet === true;
  const spinner = spinnerOn(stderr, {
    clock,
    signal: interrupts.asked,
    enabled: () => stderr.isTerminal && !quiet && !wantsJson(output) && env['TERM'] !== 'dumb',
    style: () => color(stderr.isTerminal),
    afterMs: 400,
  });
  const say = messagesTo(spinner.beside, output, { quiet, verbose: globals.verbose !== undefined || debug });
  for (const warning of settings.warnings) say.warn(warning);
  let client: Promise<Client> | undefined;
  const session: Session = {
    context: { ...context, stderr: spinner.beside },
    globals,
    settings,
    secrets,
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
    lines: dryRun === true ? noLines : linesTo(stdout),
    say,
    spinner,
    interrupts,
    remember,
    invoke,
    signal: interrupts.signal,
    // Reading isTerminal opens the stream, so it is read only when it matters.
    get canPrompt() {
      const silenced = globals.input === false || isOn(env['WXDI_NO_INPUT']) || isOn(env['CI']);
      return !silenced && !wantsJson(output) && stdin.isTerminal && stderr.isTerminal;
    },
    client: () => (client ??= connect(session)),
    close: async () => (await client?.catch(() => undefined))?.close(),
  };
  return session;
};

const exitCodesOf = (value: string | undefined): ExitCodes => {
  if (value === undefined || value === '') return 'wxdi';
  if (value === 'wxdi' || value === 'dsjob') return value;
  throw new UsageError(`WXDI_EXIT_CODES must be wxdi or dsjob, not "${value}"`);
};
