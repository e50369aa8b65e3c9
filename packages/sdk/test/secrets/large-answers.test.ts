import { describe, expect, it } from 'vitest';
import { scrubberOf } from '../../src/secrets/scrubber.js';
import { apiErrorOf } from '../../src/http/api-error.js';
import { answer, clientOver, jobBody, runBody } from '../support/fake-network.js';

describe('an excerpt without secrets', () => {
  const secrets = ['planted-secret', 'another secret/of the caller'];
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  ]);

  it('has no part of a secret, wherever the cut is', () => {
    const { excerpt } = scrubberOf(secrets);
    for (const form of forms)
      for (let cut = 90; cut < 140; cut += 1) {
        const short = excerpt(`${'.'.repeat(100)}${form}${'.'.repeat(500)}`, cut);
        expect(
          short
            .replace('[secret]', '')
            .replace(/[.…]/g, '')
            .replace(/\[s?e?c?r?e?t?$/, ''),
        ).toBe('');
        expect(short.length).toBeLessThanOrEqual(cut + 1);
      }
  });

  it('has no part of a secret if many others are shortened before it', () => {
    const { excerpt } = scrubberOf(secrets);
    for (let count = 1; count < 20; count += 1)
      for (let cut = 50; cut < 120; cut += 7)
        expect(excerpt(`${secrets.join('').repeat(count)}.`.repeat(3), cut)).toMatch(
          /^(\[secret\]|\.)*(\[\w*)?…?$/,
        );
  });

  it('is the whole text if that is short', () => {
    expect(scrubberOf(secrets).excerpt('no planted-secret', 17)).toBe('no [secret]');
  });
});

/** Counts the characters that an error gives to the scrubber. */
const counting = () => {
  let characters = 0;
  const scrub = Object.assign(
    (text: string) => {
      characters += text.length;
      return text;
    },
    {
      longest: () => 0,
      excerpt: (text: string, most: number) => {
        characters += Math.min(text.length, most);
        return text.slice(0, most);
      },
    },
  );
  return { scrub, characters: () => characters };
};

describe('the work of making an error', () => {
  const errorOf = (body: object) => {
    const { scrub, characters } = counting();
    const request = { operation: 'createJob', method: 'POST', path: '/v2/jobs' };
    const error = apiErrorOf({
      request,
      outcome: answer(400, body),
      verdict: { class: 'refused', reason: 'rejected' },
      scrub,
    });
    return { error, characters: characters() };
  };

  it('does not grow with a long message', () => {
    const { error, characters } = errorOf({ message: 'x'.repeat(2_800_000), trace: 'y'.repeat(100_000) });
    expect(error.message).toHaveLength(4_000);
    expect(characters).toBeLessThan(10_000);
  });

  it('does not grow with the number of errors', () => {
    const item = { code: 'invalid', message: 'wrong', target: { type: 'field', name: 'entity.job' } };
    const few = errorOf({ errors: Array.from({ length: 20 }, () => item) });
    const many = errorOf({ errors: Array.from({ length: 20_000 }, () => item) });
    expect(many).toEqual(few);
    expect(many.error.issues).toHaveLength(20);
  });
});

describe('a large answer', () => {
  const values = Array.from({ length: 5_000 }, (_, i) => `VARIABLE_${i}=value-number-${i}`);

  it('with more values of environment variables than can be searched is not quoted', async () => {
    const body = {
      errors: [{ message: `not accepted: value-number-4711` }],
      trace: 'trace-1',
      entity: { env_variables: values },
    };
    const { client } = clientOver([answer(400, body, { 'x-global-transaction-id': 'trace-2' })]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({
      kind: 'Refused',
      message: expect.stringContaining('is withheld') as string,
      status: 400,
      traceId: 'trace-2',
    });
  });

  it('with an unreadable row among many variables tells which row it is', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => {
      const { metadata, entity } = jobBody(`job-${i}`);
      const configuration = { env_variables: values.slice(i * 50, i * 50 + 50) };
      return {
        metadata: i === 42 ? { ...metadata, name: null } : metadata,
        entity: { job: { ...entity.job, configuration } },
      };
    });
    const { client } = clientOver([answer(200, { results: rows })]);
    const seen: string[] = [];
    const listing = (async () => {
      for await (const { id } of client.jobs.list()) seen.push(id);
    })();
    await expect(listing).rejects.toMatchObject({ issues: [{ path: 'results[42].metadata.name' }] });
    expect(seen).toHaveLength(99);
  });

  it('may list more variables than a function takes arguments', async () => {
    const many = Array.from({ length: 200_000 }, (_, i) => ({ env_variables: [`A=some-value-${i % 3}`] }));
    const { client } = clientOver([
      answer(400, { message: 'no some-value-1', many }),
      answer(200, runBody('Failed')),
    ]);
    await expect(client.jobs.get('job-1')).rejects.toMatchObject({ message: 'no [secret]' });
  });
});
