/** Requests of one command in progress at once. */
const atOnce = 8;

/** Does the work for each item, at most eight at once: the results in the order of the items, or the first error. */
export const eachAtOnce = async <Item, A>(
  items: readonly Item[],
  work: (item: Item) => Promise<A>,
): Promise<readonly A[]> => {
  const results: A[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of left) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
};
