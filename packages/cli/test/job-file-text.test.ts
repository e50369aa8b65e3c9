import { printJson } from '@wxdi/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { desiredJobs } from '../src/job-files/desired.js';
import { jobFileText } from '../src/job-files/text.js';
import { contextFor } from './fakes/context.js';

const text = fc.oneof(
  fc.constantFrom(
    ...[
      '007',
      'NO',
      'on',
      'y',
      '12:30',
      '12:30:45',
      '1e3',
      '0x1f',
      '0o7',
      '1_000',
      '.5',
      '+1',
      '~',
      'null',
      'True',
    ],
    ...[
      '2026-11-28',
      '2026-11-28T06:00:00Z',
      '=',
      '<<',
      '*',
      '&a',
      '!x',
      '- a',
      'a: b',
      'a #b',
      '#',
      '%',
      '@',
      '`',
    ],
    ...[
      '',
      ' ',
      ' a',
      'a ',
      'a\nb',
      'a\n',
      '\n',
      '\t',
      '\r\n',
      '---',
      '...',
      '\u0085',
      '\u2028',
      '\ufeff',
      'é',
      '😀',
    ],
    ...['${x}', '$${env.A}', '"', "'", '\\', '{', '[', ',', '|', '>', '?', '\u0000', '\u001b[31m'],
  ),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+]?[\d._:eExob]{1,8}$/),
);
const number = fc.oneof(
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value)),
);
const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);
const someText = text.filter((one) => one !== '');
const named = <A>(others: fc.Arbitrary<A>) =>
  fc
    .uniqueArray(fc.tuple(someText, others), { selector: ([name]) => name, maxLength: 3 })
    .map((items) => items.map(([name, one]) => ({ name, ...one })));

const document = fc.record({
  apiVersion: fc.constant('wxdi/v1' as const),
  kind: fc.constant('Job' as const),
  metadata: fc.record({ name: someText }),
  spec: fc.record(
    {
      description: text,
      parameters: named(fc.record({ value })),
      parameterSets: named(fc.record({ valueSet: someText })),
      environmentVariables: named(fc.record({ value: text })).map((all) =>
        all.filter(({ name }) => !name.includes('=')),
      ),
      configuration: fc.dictionary(
        text.filter((key) => !/^(?:env_|flow_limits)/.test(key)),
        value,
      ),
      environment: someText,
      warnLimit: fc.nat(),
    },
    { requiredKeys: [] },
  ),
});

const plain = (one: unknown): unknown => JSON.parse(printJson(one));

test('the text of a job file is read as the document that it was made of', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (one) => {
      const { context } = contextFor([], { stdin: await jobFileText(one), env: { A: 'a' } });
      const [job] = await desiredJobs({ context, secrets: new Set() }, { files: ['-'] });
      expect(printJson(job?.written)).toBe(printJson(one));
    }),
    { numRuns: 500 },
  );
});

test('also by the rules of YAML 1.1', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (one) => {
      const read: unknown = parse(await jobFileText(one), {
        version: '1.1',
        intAsBigInt: true,
      });
      expect(plain(read)).toEqual(plain(one));
    }),
    { numRuns: 500 },
  );
});
