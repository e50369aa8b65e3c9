import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** Why a file cannot be read or written. */
export interface FolderError {
  readonly message: string;
  readonly cause?: unknown;
}

/** A folder of text files. Paths are relative to it, with `/` between their parts. */
export interface Folder {
  /** How messages call it: its path. */
  readonly name: string;
  /** The names of files and folders in a folder, in any order; none if it does not exist. */
  readonly list: (path: string) => TaskEither<FolderError, readonly string[]>;
  /** `undefined` if the file does not exist. */
  readonly read: (path: string) => TaskEither<FolderError, string | undefined>;
  /**
   * Replaces a file, or creates it and the folders above it, for the owner only. If the process ends meanwhile, the file
   * has its old or its new text, never a part.
   */
  readonly write: (path: string, text: string) => TaskEither<FolderError, void>;
}

/** The folder that a program reads or writes. */
export interface HasFolder {
  readonly folder: Folder;
}
