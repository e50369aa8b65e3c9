import type { CliPlay } from './scene.js';
import { jobId } from '@wxdi/testkit';
import { argsOf } from './scene.js';

const startWithKey = [...argsOf('start'), '--key', 'k', '-o', 'json'];
const create = [...argsOf('create'), '-o', 'json'];

/** A process is killed while the service handles its request, and run again: a start with its key. */
export const killed = (...moreArgs: readonly string[]): CliPlay => ({
  upstream: (service, processes) => {
    let writes = 0;
    return async (request) => {
      const answer = await service.upstream(request);
      if (request.method === 'POST' && (writes += 1) === 1)
        for (const process of processes) process.kill('SIGKILL');
      return answer;
    };
  },
  act: async ({ wxdi }, call) => {
    const args = call === 'create' ? create : startWithKey;
    const first = await wxdi(args);
    if (first.code !== null) throw new Error(`it ended before it was killed: ${JSON.stringify(first)}`);
    return wxdi([...args, ...moreArgs]);
  },
});

/** A run is started with a key and ends, and the start is repeated; before that, the run may be deleted. */
export const keyAgain = ({
  args = [],
  deleted = false,
  elsewhere = false,
}: {
  readonly args?: readonly string[];
  readonly deleted?: boolean;
  /** Whether it is repeated with another state folder. */
  readonly elsewhere?: boolean;
} = {}): CliPlay => ({
  act: async ({ wxdi, service, folder }) => {
    const first = await wxdi([...startWithKey, '--wait']);
    if (first.code !== 0 && first.code !== 10) throw new Error(`it did not end: ${JSON.stringify(first)}`);
    if (deleted) service.forget();
    const env = elsewhere ? { XDG_STATE_HOME: `${folder}/elsewhere` } : {};
    return wxdi([...startWithKey, ...args], { env });
  },
});

/** Three processes start a run with one key at the same time, in real time. All must have the same exit code. */
export const threeProcesses: CliPlay = {
  act: async ({ wxdi }) => {
    const results = await Promise.all([1, 2, 3].map(() => wxdi(startWithKey, { realTime: true })));
    const [first] = results;
    if (first === undefined || results.some(({ code }) => code !== first.code))
      throw new Error(`they ended differently: ${JSON.stringify(results)}`);
    return first;
  },
};

/** The process is stopped for a moment. By its clock, the stop lasts as long as the scene states. */
export const stopped: NonNullable<CliPlay['clock']> = (clock, processes) => ({
  ...clock,
  advance: (ms) => {
    for (const process of processes) process.kill('SIGSTOP');
    clock.advance(ms);
    setTimeout(() => {
      for (const process of processes) process.kill('SIGCONT');
    }, 100);
  },
});

/** One process starts a run, and a second one waits for it. */
export const startThenWait: CliPlay = {
  act: async ({ wxdi }, call) => {
    const first = await wxdi([...argsOf(call === 'read' ? 'start' : call), '-o', 'json']);
    if (call !== 'read') return first;
    const { id } = JSON.parse(first.out) as { readonly id: string };
    return wxdi(['run', 'wait', jobId, id, '-o', 'json']);
  },
};
