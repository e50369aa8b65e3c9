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
  /** Whether messages are JSON. */
  readonly json: boolean;
  /** Whether `detail` prints anything. */
  readonly detailed: boolean;
}

export const messagesTo = (
  stderr: Output,
  output: OutputMode,
  { quiet, verbose }: { readonly quiet: boolean; readonly verbose: boolean },
): Messages => {
  const json = wantsJson(output);
  const print = (text: string, isPrinted: boolean): void => {
    if (isPrinted) stderr.write(`${text}\n`)?.catch(() => undefined);
  };
  const textOf = (level: string, message: string, data?: object): string =>
    json ? toJson({ level, message: message.trim(), ...data }) : message;
  return {
    json,
    detailed: verbose,
    note: (message, data) => print(textOf('info', message, data), !quiet),
    next: (what, command) => print(`${what}: ${command}`, !quiet && !json && stderr.isTerminal),
    hint: (command) => print(`hint: ${command}`, !quiet && !json),
    last: (message, data) => print(textOf('info', message, data), true),
    warn: (message) => print(textOf('warning', json ? message : `warning: ${message}`), true),
    detail: (message, data) => print(textOf('debug', message, data), verbose),
  };
};
