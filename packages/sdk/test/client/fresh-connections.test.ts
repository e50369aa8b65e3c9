import type { Client } from '@wxdi/sdk';
import { expect, it } from 'vitest';
import { answer, clientOver, jobBody, runBody } from '../support/fake-network.js';

it.each<[string, boolean, (client: Client) => Promise<unknown>]>([
  ['a start', true, ({ jobs }) => jobs.start('job-1')],
  ['a creation', true, ({ jobs }) => jobs.create({ name: 'n', assetId: 'a' })],
  ['a read', false, ({ jobs }) => jobs.get('job-1')],
  [
    'a patch',
    false,
    ({ jobs }) => jobs.patch('job-1', [{ op: 'replace', path: '/metadata/name', value: 'nightly load' }]),
  ],
])('%s asks for a connection of its own: %s', async (_, fresh, call) => {
  const { client, sent } = clientOver(({ method, url }) => {
    if (url.pathname.endsWith('/runs')) return answer(201, runBody('Starting'));
    return answer(method === 'POST' ? 201 : 200, jobBody());
  });
  await call(client);
  expect(sent.map(({ freshConnection }) => freshConnection)).toEqual([fresh]);
});
