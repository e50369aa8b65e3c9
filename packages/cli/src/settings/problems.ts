import { UsageError } from '../errors.js';

/** Reads a part of the settings; a part that was reported as wrong is `undefined`. */
export type ReadPart = <A>(read: () => A) => A | undefined;

/** The first mistake ends the command. */
export const strictly: ReadPart = (read) => read();

/** Mistakes are reported, and the rest of the settings is read. */
export const reporting =
  (report: (problem: UsageError) => void): ReadPart =>
  (read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      report(error);
      return undefined;
    }
  };
