import { describe, expect, test } from 'vitest';
import { scrubber } from '@wxdi/sdk';
import { fakeClient } from './fakes/client.js';
import { run } from './fakes/context.js';

const secret = 'hunter2-hunter2';

describe('an invalid value may be a secret and is not repeated in the error', () => {
  test.each([
    [['job', 'start', 'x', '--env', secret]],
    [['job', 'start', 'x', '--env', `=${secret}`]],
    [['job', 'start', 'x', '--param', secret]],
    [['job', 'start', 'x', '--param', `password:=${secret}`]],
    [['job', 'start', 'x', '--configuration', `{"password":"${secret}"}`]],
    [['job', 'start', 'x', '--configuration', '@json']],
    [['job', 'start', 'x', '--configuration', '@yaml']],
    [['job', 'start', 'x', '--configuration', '@alias']],
    [['job', 'start', 'x', '--param-file', 'json']],
    [['api', 'POST', '/v2/jobs', '--body', `{"password":"${secret}"}`]],
    [['api', 'GET', '/v2/jobs', '--header', `X-Password=${secret}`]],
  ])('%j', async (argv) => {
    const files = {
      json: `{"a":${secret}}`,
      yaml: `a: "b"\n  "${secret}"\n${secret}`,
      alias: `password: *${secret}`,
    };
    const ended = await run([...argv, '--debug'], { client: fakeClient(), files });
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(/error: --[a-z-]+ /);
    expect(ended.err).not.toContain('hunter2');
  });
});

test('two secrets with a common beginning are both removed whole', () => {
  expect(scrubber(new Set(['abcd', 'abcdefgh', 'abcd"e']))('one abcd, two abcdefgh, "abcd\\"e"')).toBe(
    'one [secret], two [secret], "[secret]"',
  );
});
