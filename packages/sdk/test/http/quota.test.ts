import type { HttpRequest } from '@wxdi/sdk';
import { withRetry } from '@wxdi/sdk';
import { virtualClock } from '@wxdi/testkit';
import { expect, it } from 'vitest';
import { answer } from '../support/fake-network.js';

const request: HttpRequest = {
  method: 'GET',
  effect: 'read',
  url: new URL('https://x.example/'),
  headers: {},
};

/** A transport with the default quota, and the number of attempts of each call. */
const open = () => {
  let down = true;
  let attempts = 0;
  const send = withRetry({ clock: virtualClock(), random: () => 0 })(async () => {
    attempts += 1;
    return answer(down ? 503 : 200);
  });
  return async (isDown: boolean): Promise<number> => {
    down = isDown;
    attempts = 0;
    await send(request);
    return attempts;
  };
};

it('an outage spends the quota of retries; each success gives back a part of it', async () => {
  const call = open();
  const spent: number[] = [];
  for (let calls = 0; calls < 40; calls += 1) spent.push(await call(true));
  expect(spent.reduce((sum, attempts) => sum + attempts - 1, 0)).toBe(Math.floor(500 / 14));
  expect(spent.at(-1)).toBe(1);

  // A retry costs 14 tokens, 10 are left, and a success without a retry returns one.
  for (let calls = 0; calls < 3; calls += 1) await call(false);
  expect(await call(true)).toBe(1);
  await call(false);
  expect([await call(true), await call(true)]).toEqual([2, 1]);
});
