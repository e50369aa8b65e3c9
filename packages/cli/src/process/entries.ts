/**
 * Looks up an entry of an index: its numbers. An index is text, `;NAME=NUMBER,NUMBER…` for each entry and a last `;`:
 * to make objects of it takes longer than to search it a few times.
 */
export const entryIn = (index: string, name: string): readonly number[] | undefined => {
  const found = index.indexOf(`;${name}=`);
  if (found < 0) return undefined;
  const at = found + name.length + 2;
  return index.slice(at, index.indexOf(';', at)).split(',').map(Number);
};
