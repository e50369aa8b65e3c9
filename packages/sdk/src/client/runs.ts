import type { LiveEnv } from '../live/env.js';
import type { RunHandle, Runs } from './client.js';
import { handleText, handleTo } from './handle.js';
import { once } from './once.js';
import { listing, onlySignal } from './run-program.js';

const reading = once(() => import('./read-runs.js'));
const following = once(() => import('./follow-runs.js'));
const changing = once(() => import('./change-runs.js'));

/** The twin of each program about runs: the same in promises and async iterables, loaded when it is first used. */
export const runsOf = (env: LiveEnv): Runs => {
  const runs: Runs = {
    list: (job, { signal, ...filter } = {}) =>
      listing(env, async () => (await reading()).list(job, filter), onlySignal(signal)),
    stale: (job, { signal, olderThanMs }) =>
      listing(env, async () => (await reading()).stale(job, olderThanMs), onlySignal(signal)),
    get: async (...args) => (await reading()).get(env, ...args),
    refresh: async (...args) => (await reading()).refresh(env, ...args),
    latest: async (...args) => (await reading()).latest(env, ...args),
    active: async (...args) => (await reading()).active(env, ...args),
    find: async (...args) => (await reading()).find(env, ...args),
    logs: async (...args) => (await reading()).logs(env, ...args),
    metrics: async (...args) => (await reading()).metrics(env, ...args),
    wait: async (...args) => (await following()).wait(env, ...args),
    async *follow(...args) {
      yield* (await following()).follow(env, ...args);
    },
    cancel: async (...args) => (await changing()).cancel(env, ...args),
    pause: async (...args) => (await changing()).pause(env, ...args),
    resume: async (...args) => (await changing()).resume(env, ...args),
    delete: async (...args) => (await changing()).remove(env, ...args),
    deleteMany: async (...args) => (await changing()).removeMany(env, ...args),
    prunable: async (...args) => (await changing()).prunable(env, ...args),
    prune: async (...args) => (await changing()).prune(env, ...args),
    handle: (job: string, id?: string): RunHandle => handleTo(runs, ...handleText(job, id)),
  };
  return runs;
};
