import { execFileSync } from 'node:child_process';
import { parseJson, printJson } from '@wxdi/sdk';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toYaml } from '../../src/render/json.js';
import { titleOf, toolNamed } from './tools.js';

/** Reads YAML texts from a JSON list on stdin, and prints their values as a JSON list. */
const program = `
import json, sys, yaml
print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)], allow_nan=False))
`;

const scalars = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+]?[\d._:eEx]{1,8}$/),
  fc.constantFrom(
    'NO',
    'off',
    'y',
    'Y',
    'n',
    'ON',
    'True',
    '=',
    '<<',
    '~',
    '',
    'null',
    '.nan',
    '-.INF',
    '1:30',
  ),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  // An integer beyond 2^53 is a bigint.
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !/^-?\d+$/.test(String(value)) || Number.isSafeInteger(value)),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc.boolean(),
  fc.constant(null),
);
const documents = fc.dictionary(
  fc.oneof(fc.string(), scalars.map(String)),
  fc.oneof(scalars, fc.array(scalars)),
  {
    noNullPrototype: true,
  },
);

const python = toolNamed('python3');

describe.skipIf(python === undefined)(titleOf('PyYAML, a reader of YAML 1.1,', python), () => {
  test('reads the values that -o yaml printed', async () => {
    const values = fc.sample(documents, 1_000);
    const texts = await Promise.all(values.map(toYaml));
    const read = execFileSync(python ?? '', ['-c', program], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    for (const [at, value] of (parseJson(read) as readonly unknown[]).entries())
      expect(value, texts[at]).toEqual(parseJson(printJson(values[at])));
  });
});
