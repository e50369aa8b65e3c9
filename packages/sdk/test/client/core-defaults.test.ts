import { awaitRun, createOnce, jobId, never, runId, runJob, startOnce } from '@wxdi/core';
import { liveEnv } from '@wxdi/sdk/fp';
import { virtualClock } from '@wxdi/testkit';
import { expect, it } from 'vitest';
import { answer, failure, runBody } from '../support/fake-network.js';

/** The ports of a client whose service loses the answers to writes, and has one run, which ends after three polls. */
const open = ({ loses = true } = {}) => {
  const clock = virtualClock();
  let polls = 0;
  const { env } = liveEnv({
    url: 'https://service.example',
    project: 'p',
    auth: { type: 'noauth' },
    clock,
    random: () => 0.5,
    poll: { firstMs: 7_000, factor: 1, jitter: 0 },
    settle: { windowMs: 3_000, firstMs: 1_500, factor: 1 },
    transport: async ({ method, url }) => {
      if (method === 'POST') return loses ? failure('lost') : answer(201, runBody('Starting'));
      if (!/\/runs\/./.test(url.pathname)) return answer(200, { results: [] });
      return answer(200, runBody((polls += 1) > 3 ? 'Completed' : 'Running'));
    },
  });
  return { env: { ...env, cancel: never }, clock };
};

it('the polling of liveEnv is the one of every program that waits, unless it is given another', async () => {
  const first = open();
  await awaitRun(jobId('j'), runId('r'))(first.env)();
  expect(first.clock.slept).toEqual([7_000, 7_000, 7_000]);
  const second = open({ loses: false });
  await runJob(jobId('j'))(second.env)();
  expect(second.clock.slept).toEqual([7_000, 7_000, 7_000]);
  const third = open();
  await awaitRun(jobId('j'), runId('r'), { poll: { firstMs: 500 } })(third.env)();
  expect(third.clock.slept).toEqual([500, 500, 500]);
});

it('the search of liveEnv is the one of every program that looks for a lost start or creation', async () => {
  const started = open();
  expect(await startOnce(jobId('j'))(started.env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  expect(started.clock.slept).toEqual([1_500, 1_500]);
  const created = open();
  const draft = { name: 'n', assetId: 'a' };
  expect(await createOnce(draft)(created.env)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  expect(created.clock.slept).toEqual([1_500, 1_500]);
  const own = open();
  await startOnce(jobId('j'), {}, { settle: { windowMs: 1_500 } })(own.env)();
  expect(own.clock.slept).toEqual([1_500]);
});
