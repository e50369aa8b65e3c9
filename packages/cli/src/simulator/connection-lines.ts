import type { OutputMode } from '../output/modes.js';
import { wantsJson } from '../output/modes.js';
import type { Lines } from '../output/lines.js';
import { toJson } from '../render/json.js';
import { quoted } from '../render/shell.js';

/** A server on this machine that stands in for the service. */
export interface StandIn {
  readonly url: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Prints the variables that lead other commands to a server: lines for a shell, or JSON. */
export const printStandIn = async (lines: Lines, output: OutputMode, standIn: StandIn): Promise<void> => {
  if (wantsJson(output)) await lines.push(toJson(standIn));
  else {
    for (const [name, value] of Object.entries(standIn.env))
      await lines.push(`export ${name}=${quoted(value)}`);
  }
  await lines.send();
};

/** A port that cannot be used. */
export const portProblem = (error: unknown, port = 0): string | undefined => {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return undefined;
  return `port ${port} ${code === 'EACCES' ? 'requires root privileges' : 'is in use'}`;
};
