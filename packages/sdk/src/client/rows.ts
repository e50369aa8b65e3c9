/**
 * The rows of pages, one by one. Written out because it runs for every row of every listing, where a generator takes
 * three times as long. In all else it is one: calls that come before the last one is answered wait their turn, and
 * `return` ends the pages.
 */
export const rowsOf = <Row>(pages: AsyncGenerator<readonly Row[], unknown>): AsyncIterableIterator<Row> => {
  let page: readonly Row[] = [];
  let at = 0;
  let last: Promise<unknown> | undefined;

  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const mine = last === undefined ? work() : last.then(work, work);
    const over = (): void => {
      if (last === mine) last = undefined;
    };
    last = mine;
    mine.then(over, over);
    return mine;
  };

  const row = (): IteratorResult<Row> => ({ done: false, value: page[at++] as Row });

  const read = async (): Promise<IteratorResult<Row>> => {
    while (at === page.length) {
      const next = await pages.next();
      if (next.done === true) return { done: true, value: undefined };
      page = next.value;
      at = 0;
    }
    return row();
  };

  const stop = async (): Promise<IteratorResult<Row>> => {
    page = [];
    at = 0;
    await pages.return(undefined);
    return { done: true, value: undefined };
  };

  const rows: AsyncIterableIterator<Row> = {
    [Symbol.asyncIterator]: () => rows,
    next: () => (last === undefined && at < page.length ? Promise.resolve(row()) : inTurn(read)),
    return: () => inTurn(stop),
  };
  return rows;
};
