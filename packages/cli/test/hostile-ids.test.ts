import type { HttpRequest } from '@wxdi/sdk';
import { createClient } from '@wxdi/sdk';
import { random } from '@wxdi/testkit';
import { expect, test } from 'vitest';
import { jobId, runId } from './fakes/client.js';
import { run } from './fakes/context.js';

const pieces = [
  ...[
    '.',
    '..',
    '/',
    '\\',
    '%',
    '%2e',
    '%252E',
    '%2f',
    '%5c',
    '?',
    '#',
    ';',
    '@',
    ':',
    '&',
    '=',
    '~',
    '*',
    '+',
  ],
  ...['\u0000', '\r\n', '\t', ' ', '\u007f', '\u0085', '\uff0f', '\u2024', '\u202e', '\ud800', '😀', 'é'],
  ...[
    'jobs',
    'runs',
    'v2',
    '//evil.example',
    'https://evil.example/',
    '__proto__',
    '{job_id}',
    '[',
    '"',
    "'",
    '`',
  ],
  ...['@latest', 'x'.repeat(257), jobId, runId, jobId.slice(0, -1), 'a'],
];

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
const lookups = new Set(['GET /v2/jobs', `GET /v2/jobs/${jobId}/runs`]);
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

test('3,000 hostile words for JOB and RUN: only ids reach the path of a request, and no request changes anything', async () => {
  const chance = random(53);
  const word = (): string =>
    Array.from(
      { length: 1 + Math.floor(chance() * 4) },
      () => pieces[Math.floor(chance() * pieces.length)],
    ).join('');
  let refused = 0;
  for (let i = 0; i < 3_000; i += 1) {
    const sent: HttpRequest[] = [];
    const [words, flags] = commands[i % commands.length] as (typeof commands)[number];
    const id = word();
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
    const told = JSON.stringify({ words, id, code, err });
    for (const { method, url } of sent)
      expect(lookups, told).toContain(`${method} ${new URL(url.href).pathname}`);
    expect([2, 3], told).toContain(code);
    expect(out, told).toBe('');
    if (code === 2) expect(sent, told).toEqual([]);
    if (sent.length === 0) refused += 1;
  }
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(3_000);
});
