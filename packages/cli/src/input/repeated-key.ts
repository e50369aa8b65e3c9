/** A text or a brace; a text that is followed by a colon is a key. */
const tokens = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/g;

/** The first key of a valid JSON text that its object has already, with its position. Of such keys, the last one counts. */
export const repeatedKey = (text: string): { readonly key: string; readonly at: number } | undefined => {
  const open: Set<string>[] = [];
  for (const { 0: token, 1: written, 2: colon, index: at } of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (written !== undefined && colon !== undefined) {
      const key = JSON.parse(written) as string;
      if (open.at(-1)?.has(key) === true) return { key, at };
      open.at(-1)?.add(key);
    }
  }
  return undefined;
};
