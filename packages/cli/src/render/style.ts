/** How text is set off. Without colour every function gives its text back. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
}

const wrap =
  (open: number, close: number) =>
  (text: string): string =>
    text === '' ? text : `\u001b[${open}m${text}\u001b[${close}m`;

const same = (text: string): string => text;

export const plain: Style = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same };

const coloured: Style = {
  bold: wrap(1, 22),
  dim: wrap(2, 22),
  red: wrap(31, 39),
  green: wrap(32, 39),
  yellow: wrap(33, 39),
  blue: wrap(34, 39),
};

export interface ColourFacts {
  readonly choice: 'auto' | 'always' | 'never' | undefined;
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The flag decides; else NO_COLOR and TERM=dumb forbid, FORCE_COLOR asks, and a terminal has it. */
export const styleFor = ({ choice, isTerminal, env }: ColourFacts): Style => {
  if (choice === 'always') return coloured;
  if (choice === 'never' || isSet(env['NO_COLOR']) || env['TERM'] === 'dumb') return plain;
  const forced = env['FORCE_COLOR'];
  if (forced === '0' || forced === 'false') return plain;
  return isTerminal || forced !== undefined ? coloured : plain;
};

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
