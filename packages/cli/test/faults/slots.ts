/** Runs tasks, at most `count` at the same time; the others wait in line. */
export const slots = (count: number): (<A>(task: () => Promise<A>) => Promise<A>) => {
  let free = count;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
