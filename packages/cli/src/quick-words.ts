import { version } from './version.js';

export const versionText = `wxdi ${version}\n`;

/** Whether a command line may ask for nothing but help or the version. */
export const mayBeQuick = (argv: readonly string[]): boolean =>
  argv.length === 0 || argv.some((word) => /^(?:--help|--version|-[a-z]*h[a-z]*)$/.test(word));
