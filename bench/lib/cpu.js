// What a work gives is kept for a while, so that no compiler finds out that nobody wants it.
const kept = new Array(16);

/** CPU time in microseconds, user and system, of so many calls. */
const cpuOf = (work, calls) => {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) kept[i % kept.length] = work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** As many calls as take about this long, so that the clock's grain does not matter. */
const callsFor = (work, microseconds) => {
  let calls = 1;
  while (cpuOf(work, calls) < microseconds / 4) calls *= 2;
  return Math.max(1, Math.round((calls * microseconds) / cpuOf(work, calls)));
};

/**
 * The CPU time of one call of each work, in microseconds: the median of repetitions that take turns, so that whatever
 * slows the machine down slows all of them.
 */
export const compare = (works, { repetitions = 25, microseconds = 20_000 } = {}) => {
  const names = Object.keys(works);
  const calls = Object.fromEntries(names.map((name) => [name, callsFor(works[name], microseconds)]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let i = 0; i < repetitions; i++) {
    for (const name of names) times[name].push(cpuOf(works[name], calls[name]) / calls[name]);
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
};
