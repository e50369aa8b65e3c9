import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulator, describeFault, parseFault, type FaultRule } from '../src/index.js';
import { asked, kit } from './kit.js';

describe('a fault as text', () => {
  test.each<[string, object]>([
    ['POST runs: lose-answer', { on: 'POST runs', does: 'lose-answer' }],
    ['GET *: 429 x2 retry-after 3s', { on: 'GET *', does: 429, times: 2, retryAfter: 3_000 }],
    ['*: delay 5s', { on: '*', does: 'delay', delay: 5_000 }],
    ['token: expire', { on: 'token', does: 'expire' }],
    ['POST runs: lose-answer 20%', { on: 'POST runs', does: 'lose-answer', chance: 0.2 }],
    ['POST runs: 504 processed', { on: 'POST runs', does: 504, processed: true }],
    ['*: 503 after 10m for 1h30m', { on: '*', does: 503, after: 600_000, lasts: 5_400_000 }],
    ['/v2/jobs/*/runs: html every', { on: '/v2/jobs/*/runs', does: 'html', times: 'every' }],
  ])('%s', (text, rule) => {
    expect(parseFault(text)).toEqual(rule);
  });

  test.each([
    ['POST runs', 'a colon is missing'],
    ['POST runz: lose-answer', '"runz" is not a target: use a method (GET, POST,'],
    ['FETCH runs: lose-answer', '"FETCH" is not a method'],
    ['GET jobs now: 503', 'target "GET jobs now" has more than two words'],
    [': 503', 'a target is missing'],
    ['runs:', 'an action is missing: use lose-answer,'],
    ['runs: drop', '"drop" is not an action: use lose-answer, lose-request,'],
    ['runs: 200', '"200" is not an action: use lose-answer'],
    ['runs: delay', 'delay has no duration; write delay 3s'],
    ['runs: delay soon', 'delay "soon" is not a duration'],
    ['runs: 503 twice', '"twice" is not known after the action: use x2 or every'],
    ['runs: 503 x0', 'times: use a whole number above 0'],
    ['runs: 503 0%', 'the chance must be above 0 %'],
    ['runs: 503 101%', 'the chance must be above 0 % and at most 100 %, not 101 %'],
    ['runs: lose-answer retry-after 3s', 'retry-after needs a status'],
    ['runs: lose-answer processed', 'processed needs a status'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => createSimulator({ faults: [text] })).toThrow(RangeError);
    expect(() => createSimulator({ faults: [text] })).toThrow(`fault "${text}": ${message}`);
  });

  test('says what it does', () => {
    expect(describeFault('POST runs: lose-answer 20%')).toBe(
      'POST runs: the request takes effect, and its answer is lost; each request with a probability of 20 %',
    );
    expect(describeFault('GET *: 429 x2 retry-after 3s')).toBe(
      'GET *: status 429 is returned with Retry-After 3s; the first 2 requests',
    );
    expect(describeFault({ on: '*', does: 'delay', delay: '20ms' })).toBe(
      '*: the answer is 20ms late; every request',
    );
    expect(describeFault('runs: 504 processed after 1m for 5m')).toBe(
      'runs: the request takes effect, and status 504 is returned; every request, from 1m on, for 5m',
    );
  });

  test('any text is a rule or a RangeError that quotes it', () => {
    const word = fc.constantFrom(
      'GET',
      '*',
      'runs',
      'token',
      ':',
      '503',
      'x2',
      '20%',
      'delay',
      '3s',
      'after',
      'é',
      '',
    );
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(' ')),
        (text) => {
          try {
            describeFault(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
            expect((error as Error).message).toContain(text.trim());
          }
        },
      ),
    );
  });
});

describe('a fault', () => {
  test.each<[string | FaultRule, string]>([
    ['GET jobs: 503', '503 200 200'],
    ['GET jobs: 503 x2', '503 503 200'],
    [{ on: 'jobs', does: 500, times: 'every' }, '500 500 500'],
    ['POST jobs: 503', '200 200 200'],
    ['GET *: 429 retry-after 3s', '429/3 200 200'],
    ['GET jobs: lose-answer', 'lost 200 200'],
    ['GET jobs: cut-answer', 'body-lost 200 200'],
    ['GET jobs: lose-request x2', 'lost lost 200'],
    ['token: expire', '401 200 200'],
    ['*: 503 after 1s for 1s', '200 503 200'],
  ])('%j: three requests a second apart are answered %s', async (fault, expected) => {
    const { sim, get } = kit({ faults: [fault], clock: 'manual' });
    const seen: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      seen.push(asked(await get('/v2/jobs')));
      await sim.advance('1s');
    }
    expect(seen.join(' ')).toBe(expected);
  });

  test('html is a page with status 200', async () => {
    const { get } = kit({ faults: ['GET jobs: html'] });
    expect(await get('/v2/jobs')).toMatchObject({
      status: 200,
      body: expect.stringContaining('<h1>Sign in'),
    });
  });

  test('lose-answer and processed take effect, lose-request and a plain status do not', async () => {
    const does = ['lose-answer', 'lose-request', 504] as const;
    const { sim, start } = kit({
      faults: [...does.map((action) => ({ on: 'POST runs', does: action })), 'POST runs: 502 processed'],
    });
    const runs: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await start();
      runs.push(sim.inspect().jobs[0]?.runs.length ?? 0);
    }
    expect(runs).toEqual([1, 1, 1, 2]);
    sim.verify();
  });

  test('delays add up, and another fault acts after them', async () => {
    const { sim, get } = kit({ faults: ['*: delay 5s', 'GET *: delay 2s', 'GET jobs: 503'] });
    const before = sim.clock.now();
    expect(asked(await get('/v2/jobs'))).toBe('503');
    expect(sim.clock.now() - before).toBe(7_000);
    expect(sim.requests()[0]?.faults).toEqual(['*: delay 5s', 'GET *: delay 2s', 'GET jobs: 503']);
  });

  test('Retry-After is a date with the switch retryAfter', async () => {
    const { sim, get } = kit({ faults: ['GET *: 429 retry-after 90s'], quirks: { retryAfter: 'date' } });
    const at = new Date(sim.clock.now() + 90_000).toUTCString();
    expect(await get('/v2/jobs')).toMatchObject({ headers: { 'retry-after': at } });
  });

  test('with a chance strikes about so often, and the seed decides which requests', async () => {
    const struck = async (seed: number): Promise<string> => {
      const { get } = kit({ seed, faults: ['GET jobs: 503 20%'] });
      const seen: string[] = [];
      for (let i = 0; i < 500; i += 1) seen.push(asked(await get('/v2/jobs')));
      return seen.join(' ');
    };
    const first = await struck(7);
    expect(first.match(/503/g)?.length).toBeGreaterThan(70);
    expect(first.match(/503/g)?.length).toBeLessThan(130);
    expect(await struck(7)).toBe(first);
    expect(await struck(8)).not.toBe(first);
  });

  test('token: expire ends issued tokens, and new ones are accepted', async () => {
    const { sim, token, get } = kit({ faults: [{ on: 'token', does: 'expire', after: '1m' }] });
    const old = await token();
    expect(asked(await get('/v2/jobs', old))).toBe('200');
    await sim.advance('1m');
    expect(asked(await get('/v2/jobs', old))).toBe('401');
    expect(asked(await get('/v2/jobs', old))).toBe('401');
    expect(asked(await get('/v2/jobs', await token()))).toBe('200');
  });

  test('can be added later, and counts from then on', async () => {
    const { sim, get } = kit();
    await get('/v2/jobs');
    sim.addFaults('GET jobs: 503', { on: '*', does: 'delay', delay: '1s', times: 1 });
    expect(asked(await get('/v2/jobs'))).toBe('503');
    sim.verify();
  });
});

describe('verify', () => {
  test('names each fault that was not met as often as its rule says', async () => {
    const { sim, get } = kit({
      faults: [
        'GET jobs: 503 x3',
        'POST runs: lose-answer',
        '*: delay 1s',
        'logs: 500 20%',
        'GET *: 500 1% every',
      ],
    });
    await get('/v2/jobs');
    expect(() => sim.verify()).toThrow(
      [
        'faults that were not met:',
        '"GET jobs: 503 x3": met 1 of 3 times; 1 request that it is about',
        '"POST runs: lose-answer": met 0 of 1 times; 0 requests that it is about',
        '"logs: 500 20%": met 0 of 1 times; 0 requests that it is about',
      ].join('\n'),
    );
  });
});
