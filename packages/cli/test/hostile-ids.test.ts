import type { HttpRequest } from '@wxdi/sdk';
import { createClient } from '@wxdi/sdk';
import { hostileId, random } from '@wxdi/testkit';
import { expect, test } from 'vitest';
import { jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';

/** Ids that exist, and almost one. */
const known = [jobId, runId, jobId.slice(0, -1)];

const commands: readonly (readonly [words: readonly string[], flags: readonly string[]])[] = [
  [['job', 'get'], []],
  [['job', 'delete'], ['--yes']],
  [
    ['job', 'start'],
    ['--settle-window', '1ms'],
  ],
  [
    ['job', 'update'],
    ['--name', 'x'],
  ],
  [['run', 'list'], []],
  [['run', 'get', jobId], []],
  [['run', 'logs', jobId], []],
  [['run', 'cancel', jobId], []],
  [['run', 'delete', jobId], ['--yes']],
];

/** Where names are looked up. */
const lookups = new Set(['POST /v2/asset_types/job/search', 'GET /v2/jobs', `GET /v2/jobs/${jobId}/runs`]);
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

test('3,000 hostile values for JOB and RUN: no request changes anything, and only ids are sent in its path', async () => {
  const chance = random(53);
  let refused = 0;
  for (let i = 0; i < 3_000; i += 1) {
    const sent: HttpRequest[] = [];
    const [words, flags] = commands[i % commands.length] as (typeof commands)[number];
    const id = hostileId(chance, known);
    if (uuid.test(id)) continue;
    const { code, out, err } = await run([...words, ...flags, '--max-retries', '0', '--', id], {
      connect: async (options) =>
        createClient({
          ...options,
          transport: async (request) => {
            sent.push(request);
            return { status: 200, headers: {}, body: '{"results":[],"total_rows":0}' };
          },
        }),
    });
    const context = JSON.stringify({ words, id, code, err });
    for (const { method, url } of sent)
      expect(lookups, context).toContain(`${method} ${new URL(url.href).pathname}`);
    expect([2, 3], context).toContain(code);
    expect(out, context).toBe('');
    if (code === 2) expect(sent, context).toEqual([]);
    if (sent.length === 0) refused += 1;
  }
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(3_000);
});
