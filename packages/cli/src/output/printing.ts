import type { Context } from '../context.js';
import type { Style } from '../render/style.js';
import type { Lines } from './lines.js';
import type { OutputMode } from './modes.js';
import type { Query } from './query.js';

/** What printing needs of a session. */
export interface Printing {
  readonly context: Pick<Context, 'stdout'>;
  readonly lines: Lines;
  readonly output: OutputMode;
  /** Selects from the JSON of the output. */
  readonly query: Query | undefined;
  /** Response bodies of the service, to be printed with --raw. */
  readonly raw: string[] | undefined;
  readonly style: Style;
  /** The columns that a configuration chooses for tables. */
  readonly settings: {
    readonly columns: { readonly job?: readonly string[]; readonly run?: readonly string[] } | undefined;
  };
  /** Records what was done. */
  readonly remember: (progress: { readonly what: string }) => void;
}
