import type { Client } from '@wxdi/sdk';
import type { Globals, OutputMode } from './args/globals.js';
import type { Context } from './context.js';
import type { DryRun } from './dry-run.js';
import type { ExitCodes } from './wait/outcome.js';
import type { Interrupts } from './interrupts.js';
import type { Lines } from './output/lines.js';
import type { Progress } from './output/progress.js';
import type { Query } from './output/query.js';
import type { Say } from './output/say.js';
import type { Secrets } from './output/scrub.js';
import type { Standing } from './output/standing.js';
import type { Settings } from './settings/settings.js';
import type { Style } from './render/style.js';
import { linesTo, noLines } from './output/lines.js';
import { progressOn } from './output/progress.js';
import { sayTo, wantsJson } from './output/say.js';
import { styleFor } from './render/style.js';
import { UsageError } from './usage-error.js';

/** One invocation: the world, the flags that every command takes, and where to write. */
export interface Session {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly output: OutputMode;
  /** What is asked of the JSON of the output. */
  readonly query?: Query;
  /** The service's own bodies as they come, where they are to be printed. */
  readonly raw?: string[];
  /** The requests that were not sent, where none is to be. */
  readonly dryRun?: DryRun;
  /** How the end of a run becomes an exit code. */
  readonly exitCodes: ExitCodes;
  /** Colours of stdout. */
  readonly style: Style;
  /** Colours of stderr. */
  readonly stderrStyle: Style;
  /** Data, to stdout. */
  readonly lines: Lines;
  readonly say: Say;
  /** What takes long, on stderr, for a person at a terminal. */
  readonly progress: Progress;
  readonly interrupts: Interrupts;
  /** Notes what must be known even if stdout cannot be written; the last one counts. */
  readonly remember: (standing: Standing) => void;
  /** Aborts on the first Ctrl-C: give it to every call. */
  readonly signal: AbortSignal;
  /** Whether a question may be asked. */
  readonly asks: boolean;
  /** The client, made on the first call. */
  client(): Promise<Client>;
}

/** Whether a variable that is a switch is on: set, and to no plain no. */
export const isOn = (value: string | undefined): boolean => !['', '0', 'false'].includes(value ?? '');

/** Flag, then the settings, then what stdout is. */
export const outputMode = (
  { output }: Pick<Globals, 'output'>,
  { stdout }: Pick<Context, 'stdout'>,
  settings: Pick<Settings, 'output'>,
): OutputMode => output ?? settings.output ?? (stdout.isTerminal ? 'table' : 'tsv');

export interface SessionParts {
  readonly context: Context;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly interrupts: Interrupts;
  readonly secrets: Secrets;
  readonly remember: Session['remember'];
}

export const createSession = async (parts: SessionParts): Promise<Session> => {
  const { context, globals, settings, interrupts, secrets, remember } = parts;
  const { env, stdout, stderr, stdin } = context;
  const output = outputMode(globals, context, settings);
  const more = await extras(globals, output, env);
  const isTable = output === 'table' || output === 'wide';
  const colour = (isTerminal: boolean): Style => styleFor({ choice: globals.color, isTerminal, env });
  const debug = globals.debug || isOn(env['WXDI_DEBUG']);
  const { progress, beside } = progressOn(stderr, {
    clock: context.clock,
    signal: interrupts.asked,
    shows: () => stderr.isTerminal && !globals.quiet && !wantsJson(output) && env['TERM'] !== 'dumb',
    style: () => colour(stderr.isTerminal),
  });
  const say = sayTo(beside, output, { quiet: globals.quiet, verbose: globals.verbose > 0 || debug });
  for (const warning of settings.warnings) say.warn(warning);
  let client: Promise<Client> | undefined;
  const session: Session = {
    context: Object.create(context, { stderr: { value: beside } }) as Context,
    globals,
    settings,
    secrets,
    output,
    ...more,
    // tsv and JSON carry no colour, whatever was asked for.
    style: isTable ? colour(stdout.isTerminal) : styleFor({ choice: 'never', isTerminal: false, env }),
    get stderrStyle() {
      return colour(!wantsJson(output) && stderr.isTerminal);
    },
    lines: more.dryRun === undefined ? linesTo(stdout) : noLines,
    say,
    progress,
    interrupts,
    remember,
    signal: interrupts.signal,
    // Not asked before it matters: to look at stdin is to open it.
    get asks() {
      const silenced = globals['no-input'] || isOn(env['WXDI_NO_INPUT']) || isOn(env['CI']);
      return !silenced && !wantsJson(output) && stdin.isTerminal && stderr.isTerminal;
    },
    client: () => (client ??= import('./settings/connect.js').then(({ connect }) => connect(session))),
  };
  return session;
};

/** What only some invocations need: its code is loaded when it is asked for. */
const extras = async (
  { query, raw, 'dry-run': dryRun, 'exit-codes': exitCodes }: Globals,
  output: OutputMode,
  env: Context['env'],
): Promise<Pick<Session, 'query' | 'raw' | 'dryRun' | 'exitCodes'>> => {
  if (raw && !wantsJson(output)) throw new UsageError('flag --raw needs -o json or -o jsonl');
  if (query !== undefined && (output === 'wide' || output === 'name'))
    throw new UsageError(`flag --query and -o ${output} exclude each other`);
  return {
    ...(query === undefined ? {} : { query: await (await import('./output/query.js')).queryOf(query) }),
    ...(raw ? { raw: [] } : {}),
    ...(dryRun ? { dryRun: (await import('./dry-run.js')).createDryRun() } : {}),
    exitCodes: exitCodes ?? exitCodesOf(env['WXDI_EXIT_CODES']),
  };
};

const exitCodesOf = (value: string | undefined): ExitCodes => {
  if (value === undefined || value === '') return 'wxdi';
  if (value === 'dsjob') return value;
  throw new UsageError(`WXDI_EXIT_CODES takes dsjob, not "${value}"`);
};
