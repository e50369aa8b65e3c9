import type { CliPlay } from './scene.js';
import { typed } from './scene.js';

const withKey = [...typed('start'), '--key', 'k', '-o', 'json'];
const creating = [...typed('create'), '-o', 'json'];

/** A process is killed while the service is at its request, and run again: a start with its key. */
export const killed = (more: readonly string[]): CliPlay => ({
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
    const args = call === 'create' ? creating : withKey;
    const first = await wxdi(args);
    if (first.code !== null) throw new Error(`it ended before it was killed: ${JSON.stringify(first)}`);
    return wxdi([...args, ...more]);
  },
});

/** Three processes start a run with one key at the same time, which passes as it does. All must end alike. */
export const together: CliPlay = {
  act: async ({ wxdi }) => {
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => wxdi(withKey, { realTime: true })));
    if (first === undefined) throw new Error('none ended');
    for (const { code } of others)
      if (code !== first.code)
        throw new Error(`they ended differently: ${JSON.stringify([first, ...others])}`);
    return first;
  },
};

/** The process stands still for a moment, which is as long for it as is said. */
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
