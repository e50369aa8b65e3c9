import type { Client } from '@wxdi/sdk';
import type { Globals, OutputMode } from './args/globals.js';
import type { Context } from './context.js';
import type { Interrupts } from './interrupts.js';
import type { Lines } from './output/lines.js';
import type { Say } from './output/say.js';
import type { Secrets } from './output/scrub.js';
import type { Style } from './render/style.js';
import { outputModes } from './args/globals.js';
import { linesTo } from './output/lines.js';
import { sayTo, wantsJson } from './output/say.js';
import { styleFor } from './render/style.js';
import { UsageError } from './usage-error.js';

/** One invocation: the world, the flags that every command takes, and where to write. */
export interface Session {
  readonly context: Context;
  readonly globals: Globals;
  readonly output: OutputMode;
  /** Colours of stdout. */
  readonly style: Style;
  /** Colours of stderr. */
  readonly stderrStyle: Style;
  /** Data, to stdout. */
  readonly lines: Lines;
  readonly say: Say;
  readonly interrupts: Interrupts;
  /** Aborts on the first Ctrl-C: give it to every call. */
  readonly signal: AbortSignal;
  /** Whether a question may be asked. */
  readonly asks: boolean;
  /** The client, made on the first call. */
  client(): Promise<Client>;
}

/** Whether a variable that is a switch is on: set, and to no plain no. */
export const isOn = (value: string | undefined): boolean => !['', '0', 'false'].includes(value ?? '');

/** Flag, then environment, then what stdout is. A bad environment is told of once the flags are known to be right. */
export const outputMode = (
  { output }: Pick<Globals, 'output'>,
  { env, stdout }: Pick<Context, 'env' | 'stdout'>,
): { readonly mode: OutputMode; readonly problem?: UsageError } => {
  const fallback = (): OutputMode => (stdout.isTerminal ? 'table' : 'tsv');
  if (output !== undefined) return { mode: output };
  const named = env['WXDI_OUTPUT'];
  if (named === undefined || named === '') return { mode: fallback() };
  const found = outputModes.find((mode) => mode === named);
  if (found !== undefined) return { mode: found };
  const problem = new UsageError(`WXDI_OUTPUT takes one of ${outputModes.join(', ')}, not "${named}"`);
  return { mode: fallback(), problem };
};

export const createSession = (
  context: Context,
  globals: Globals,
  output: OutputMode,
  interrupts: Interrupts,
  secrets: Secrets,
): Session => {
  const { env, stdout, stderr, stdin } = context;
  const debug = globals.debug || isOn(env['WXDI_DEBUG']);
  const say = sayTo(stderr, output, { quiet: globals.quiet, verbose: globals.verbose > 0 || debug });
  let client: Promise<Client> | undefined;
  const colour = (isTerminal: boolean): Style => styleFor({ choice: globals.color, isTerminal, env });
  return {
    context,
    globals,
    output,
    // tsv and JSON carry no colour, whatever was asked for.
    style:
      output === 'table' ? colour(stdout.isTerminal) : styleFor({ choice: 'never', isTerminal: false, env }),
    get stderrStyle() {
      return colour(!wantsJson(output) && stderr.isTerminal);
    },
    lines: linesTo(stdout),
    say,
    interrupts,
    signal: interrupts.signal,
    // Not asked before it matters: to look at stdin is to open it.
    get asks() {
      const silenced = globals['no-input'] || isOn(env['WXDI_NO_INPUT']) || isOn(env['CI']);
      return !silenced && stdin.isTerminal && stderr.isTerminal;
    },
    client: () =>
      (client ??= import('./settings/client-options.js').then(async ({ clientOptions }) =>
        context.connect(await clientOptions(context, globals, say, secrets)),
      )),
  };
};
