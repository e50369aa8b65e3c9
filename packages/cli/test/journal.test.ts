import { expect, test } from 'vitest';
import { run } from './fakes/context.js';

test('journal migrate without a URL names the variables: exit 2', async () => {
  const { code, err } = await run(['journal', 'migrate'], { env: {} });
  expect(code).toBe(2);
  expect(err).toContain('use --journal, WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE');
});
