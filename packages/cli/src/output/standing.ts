/** What is so by now, whatever becomes of the output: who cannot be shown it on stdout must still learn of it. */
export interface Standing {
  /** As a sentence without its end: `run 7f3a was started`. */
  readonly what: string;
  /** The command that shows it. */
  readonly look?: string;
  /** What the command ends with, if it is not success. */
  readonly exitCode?: number;
}
