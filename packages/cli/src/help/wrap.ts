export const indent = (line: string): string => (line === '' ? line : `  ${line}`);

/** A paragraph as lines of at most so many characters. */
export const wrapped = (paragraph: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
};
