import picocolors from 'picocolors';

/** How text is emphasized. Without color every function returns its text unchanged. */
export type Style = Readonly<
  Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue', (text: string) => string>
>;

export const plain: Style = picocolors.createColors(false);

const colored: Style = picocolors.createColors(true);

/** The flag decides; otherwise NO_COLOR and TERM=dumb turn color off, FORCE_COLOR and a terminal turn it on. */
export const styleFor = ({
  choice,
  isTerminal,
  env,
}: {
  readonly choice: 'auto' | 'always' | 'never' | undefined;
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Style => {
  if (choice === 'always') return colored;
  if (choice === 'never' || env['NO_COLOR'] || env['TERM'] === 'dumb') return plain;
  const forced = env['FORCE_COLOR'];
  if (forced === '0' || forced === 'false') return plain;
  return isTerminal || forced !== undefined ? colored : plain;
};
