// Keeps results for a while, so that the compiler does not remove unused work.
const kept = new Array(16);

/** CPU time of a number of calls in microseconds, user and system. */
const cpuOf = (work, calls) => {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) kept[i % kept.length] = work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The number of calls that take about this long, so that the resolution of the clock does not matter. */
const callsFor = (work, microseconds) => {
  let calls = 1;
  while (cpuOf(work, calls) < microseconds / 4) calls *= 2;
  return Math.max(1, Math.round((calls * microseconds) / cpuOf(work, calls)));
};

/**
 * The CPU time per call of each function, in microseconds: the median of repetitions that are run in turn, so that a slow
 * phase of the machine affects all of them.
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
