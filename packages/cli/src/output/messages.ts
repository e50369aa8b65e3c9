import type { Output } from '../context.js';
import { wantsJson, type OutputMode } from './modes.js';
import { toJson } from '../render/json.js';

/** Messages to the user, on stderr. Text from the service must be made visible first. */
export const messagesTo = (
  stderr: Output,
  output: OutputMode,
  { quiet, verbosity }: { readonly quiet: boolean; readonly verbosity: number },
) => {
  const json = wantsJson(output);
  const print = (text: string, isPrinted: boolean): void => {
    if (isPrinted) stderr.write(`${text}\n`)?.catch(() => undefined);
  };
  const textOf = (level: string, message: string, data?: object): string =>
    json ? toJson({ level, message: message.trim(), ...data }) : message;
  return {
    /** Progress; not with --quiet. */
    note: (message: string, data?: object) => print(textOf('info', message, data), !quiet),
    /** Data that is shown before a question, such as a plan; not with --quiet, and not as JSON. */
    shown: (line: string) => print(line, !quiet && !json),
    /** The next useful command, for a person on a terminal. */
    next: (what: string, command: string) =>
      print(`${what}: ${command}`, !quiet && !json && stderr.isTerminal),
    /** A command to try after a failure; not with --quiet, and not as JSON. */
    hint: (command: string) => print(`hint: ${command}`, !quiet && !json),
    /** The last message before a signal ends the process; printed even with --quiet. */
    last: (message: string, data?: object) => print(textOf('info', message, data), true),
    /** Printed even with --quiet. */
    warn: (message: string, data?: object) =>
      print(textOf('warning', json ? message : `warning: ${message}`, data), true),
    /** With --verbose only. */
    detail: (message: string, data?: object) => print(textOf('debug', message, data), verbosity > 0),
    /** Whether messages are JSON. */
    json,
    /** What is printed of requests: 0 nothing, 1 a line, 2 headers too, 3 bodies too. */
    verbosity,
  };
};

export type Messages = Readonly<ReturnType<typeof messagesTo>>;
