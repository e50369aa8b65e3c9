import type { Output } from '../context.js';
import type { OutputMode } from '../args/globals.js';
import { toJson } from '../render/json.js';

/** Messages to the person, on stderr. */
export interface Say {
  /** What happens; not with `--quiet`. Text from the service must have been made visible. */
  note(message: string, data?: object): void;
  /** The next useful command, for a person at a terminal. */
  next(what: string, command: string): void;
  /** A command to try after what went wrong, as errors name one; not with `--quiet`, and not among JSON. */
  hint(command: string): void;
  /** The last words before a signal ends the process: said even with `--quiet`. */
  last(message: string, data?: object): void;
  /** What must be known, even with `--quiet`. */
  warn(message: string): void;
  /** What happens underneath; with `--verbose` only. */
  detail(message: string, data?: object): void;
  /** Whether `detail` says anything: what it would say may cost something to find out. */
  readonly detailed: boolean;
}

interface Loudness {
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** With json or jsonl, stderr holds JSON lines only, so that a program can read both streams. */
export const wantsJson = (output: OutputMode): boolean => output === 'json' || output === 'jsonl';

export const sayTo = (stderr: Output, output: OutputMode, { quiet, verbose }: Loudness): Say => {
  const write = (level: string, message: string, data: object | undefined): void => {
    const line = wantsJson(output) ? toJson({ level, message, ...data }) : message;
    stderr.write(`${line}\n`)?.catch(() => undefined);
  };
  return {
    detailed: verbose,
    note: (message, data) => {
      if (!quiet) write('info', message, data);
    },
    next: (what, command) => {
      if (!quiet && !wantsJson(output) && stderr.isTerminal)
        stderr.write(`${what}: ${command}\n`)?.catch(() => undefined);
    },
    hint: (command) => {
      if (!quiet && !wantsJson(output)) write('info', `hint: ${command}`, undefined);
    },
    last: (message, data) => {
      write('info', wantsJson(output) ? message.trim() : message, data);
    },
    warn: (message) => {
      write('warning', wantsJson(output) ? message : `warning: ${message}`, undefined);
    },
    detail: (message, data) => {
      if (verbose) write('debug', message, data);
    },
  };
};
