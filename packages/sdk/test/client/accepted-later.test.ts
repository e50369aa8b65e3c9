import { describe, expect, it } from 'vitest';
import { answer, clientOver, failure, jobBody, runBody } from '../support/fake-network.js';

describe.each([200, 201, 202, 204, 299])('a cancellation that is answered with %d', (status) => {
  it('is sent once', async () => {
    let canceled = Infinity;
    const { client, sent, clock } = clientOver(({ method }) => {
      if (method !== 'POST')
        return answer(200, runBody(clock.monotonic() < canceled ? 'Running' : 'Canceled'));
      canceled = clock.monotonic() + 5_000;
      return answer(status);
    });
    expect(await client.runs.cancel('job-1', 'run-1')).toMatchObject({ alreadyFinished: false });
    expect((await client.runs.wait('job-1', 'run-1')).run.state).toBe('Canceled');
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

it('a cancellation whose answer was lost is not sent again before two seconds have shown no effect', async () => {
  const posts: number[] = [];
  const { client, clock } = clientOver(({ method }) => {
    if (method !== 'POST') return answer(200, runBody('Running'));
    posts.push(clock.monotonic());
    return posts.length === 1 ? failure('lost') : answer(202);
  });
  await client.runs.cancel('job-1', 'run-1');
  expect(posts).toHaveLength(2);
  expect((posts[1] ?? 0) - (posts[0] ?? 0)).toBeGreaterThanOrEqual(2_000);
});

it.each(['pause', 'resume', 'delete'] as const)('any success of %s is taken up', async (method) => {
  const { client, sent } = clientOver((request) =>
    request.method === 'GET' ? answer(200, runBody('Completed')) : answer(206, {}),
  );
  await client.runs[method]('job-1', 'run-1');
  expect(sent.filter((request) => request.method !== 'GET')).toHaveLength(1);
});

it('a page for a browser is not a success', async () => {
  const page = answer(200, '<html>sign in</html>', { 'content-type': 'text/html' });
  const { client } = clientOver(({ method }) =>
    method === 'GET' ? answer(200, runBody('Completed')) : page,
  );
  await expect(client.runs.delete('job-1', 'run-1')).rejects.toMatchObject({ kind: 'OutcomeUnknown' });
});

it('a job whose deletion takes fifteen seconds is deleted by one request', async () => {
  const { client, sent, clock } = clientOver(({ method, url }) => {
    if (method === 'DELETE') return answer(202);
    if (url.pathname.endsWith('/runs')) return answer(200, { results: [] });
    return clock.monotonic() < 15_000 ? answer(200, jobBody()) : answer(404);
  });
  await client.jobs.delete('job-1');
  expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});
