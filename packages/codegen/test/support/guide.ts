/** One step of a guide: run a command and compare its output, or edit a file. */
export type Step =
  | { readonly does: 'run'; readonly command: string; readonly prints: string }
  | { readonly does: 'edit'; readonly file: string; readonly lines: readonly string[] };

/** The steps of a guide in Markdown: its `console` blocks, and its `diff` blocks with the name of a file. */
export const stepsOf = (markdown: string): readonly Step[] =>
  [...markdown.matchAll(/^```(console|diff)(?: (\S+))?\n([\s\S]*?)^```$/gm)].flatMap(
    ([, kind, file = '', body = '']) =>
      kind === 'diff'
        ? [{ does: 'edit', file, lines: body.trimEnd().split('\n') } as const]
        : commandsIn(body),
  );

const commandsIn = (body: string): readonly Step[] =>
  body
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...prints] = part.trimEnd().split('\n');
      return { does: 'run', command, prints: prints.join('\n') } as const;
    });

/**
 * Applies an edit: each run of `-` lines must occur in the text exactly once, with any indentation, and is replaced by
 * the `+` lines after it. Lines without a mark are context.
 */
export const edit = (text: string, lines: readonly string[]): string => {
  const result = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i]?.startsWith('-')) continue;
    const old = take(lines, i, '-');
    const fresh = take(lines, i + old.length, '+');
    const at = placeOf(result, old);
    const shift = depthOf(result[at] ?? '') - depthOf(old[0] ?? '');
    const moved = fresh.map((line) => ' '.repeat(Math.max(0, depthOf(line) + shift)) + line.trim());
    result.splice(at, old.length, ...moved);
    i += old.length + fresh.length - 1;
  }
  return result.join('\n');
};

const depthOf = (line: string): number => line.length - line.trimStart().length;

const take = (lines: readonly string[], from: number, mark: string): readonly string[] => {
  const end = lines.findIndex((line, i) => i >= from && !line.startsWith(mark));
  return lines.slice(from, end === -1 ? undefined : end).map((line) => line.slice(1));
};

const placeOf = (text: readonly string[], wanted: readonly string[]): number => {
  const places = text.flatMap((_, i) =>
    wanted.every((line, j) => text[i + j]?.trim() === line.trim()) ? [i] : [],
  );
  if (places.length !== 1)
    throw new Error(`the guide edits ${places.length} places, expected one: ${wanted.join(' / ')}`);
  return places[0] as number;
};
