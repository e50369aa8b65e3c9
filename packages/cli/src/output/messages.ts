import type { Output } from '../context.js';
import { wantsJson, type OutputMode } from './modes.js';
import { toJson } from '../render/json.js';

/** Messages to the user, on stderr. Text from the service must be made visible first. */
export interface Messages {
  /** Progress; not with --quiet. */
  note(message: string, data?: object): void;
  /** The next useful command, for a person on a terminal. */
  next(what: string, command: string): void;
  /** A command to try after a failure; not with --quiet, and not as JSON. */
  hint(command: string): void;
  /** The last message before a signal ends the process; printed even with --quiet. */
  last(message: string, data?: object): void;
  /** Printed even with --quiet. */
  warn(message: string): void;
  /** With --verbose only. */
  detail(message: string, data?: object): void;
  /** Whether `detail` prints anything. */
  readonly detailed: boolean;
}

export const messagesTo = (
  stderr: Output,
  output: OutputMode,
  { quiet, verbose }: { readonly quiet: boolean; readonly verbose: boolean },
): Messages => {
  const json = wantsJson(output);
  const print = (line: string): void => {
    stderr.write(`${line}\n`)?.catch(() => undefined);
  };
  const write = (level: string, message: string, data?: object): void => {
    print(json ? toJson({ level, message, ...data }) : message);
  };
  return {
    detailed: verbose,
    note: (message, data) => {
      if (!quiet) write('info', message, data);
    },
    next: (what, command) => {
      if (!quiet && !json && stderr.isTerminal) print(`${what}: ${command}`);
    },
    hint: (command) => {
      if (!quiet && !json) print(`hint: ${command}`);
    },
    last: (message, data) => {
      write('info', json ? message.trim() : message, data);
    },
    warn: (message) => {
      write('warning', json ? message : `warning: ${message}`);
    },
    detail: (message, data) => {
      if (verbose) write('debug', message, data);
    },
  };
};
