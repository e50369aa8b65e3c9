/** A text of a document without line breaks and control characters, for a comment or a message of one line. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

const LONGEST_LIST = 20;

/** The first lines of a long list, and the number of the others. */
export const listed = (lines: readonly string[]): readonly string[] =>
  lines.length <= LONGEST_LIST
    ? lines
    : [...lines.slice(0, LONGEST_LIST), `… and ${lines.length - LONGEST_LIST} more`];
