import { fileNames } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const named = (...names: readonly string[]) => names.map((name, i) => ({ id: `id${i}`, name }));

describe('the file of a job is named', () => {
  it.each([
    ['Load customers', 'Load-customers'],
    ['nightly_load.v2', 'nightly_load.v2'],
    ['Fahrpläne 2027', 'Fahrpläne-2027'],
    ['ロード', 'ロード'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['.hidden', 'hidden'],
    ['-rf', 'rf'],
    ['dots...', 'dots'],
    ['..', 'job-id0'],
    ['', 'job-id0'],
    ['🚚', 'job-id0'],
    ['\u001b[31m', '31m'],
    ['con', 'job-con'],
    ['COM1.x', 'job-COM1.x'],
    ['console', 'console'],
    ['x'.repeat(120), 'x'.repeat(120)],
    ['x'.repeat(300), `${'x'.repeat(120)}-id0`],
    ['ロ'.repeat(300), `${'ロ'.repeat(40)}-id0`],
  ])('%j: %s', (name, file) => {
    expect(fileNames(named(name))).toEqual([file]);
  });

  it('with its id where names differ only in case, in their form, or in what a file name cannot have', () => {
    expect(fileNames(named('Load', 'load', 'other'))).toEqual(['Load-id0', 'load-id1', 'other']);
    expect(fileNames(named('a b', 'a/b'))).toEqual(['a-b-id0', 'a-b-id1']);
    expect(fileNames(named('é', 'e\u0301'))).toEqual(['é-id0', 'é-id1']);
    expect(fileNames(named('Straße', 'STRASSE'))).toEqual(['Straße-id0', 'STRASSE-id1']);
  });

  it('never as another job is named with its id', () => {
    expect(fileNames(named('a', 'A', 'a-id0'))).toEqual(['a-id0', 'A-id1', 'a-id0-id2']);
  });
});

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'A',
    'a b',
    'a/b',
    'con',
    'nul.txt',
    '..',
    '',
    'é',
    'e\u0301',
    'a-1',
    'job',
    'ß',
    'ss',
  ),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 100, maxLength: 300 }),
);
const jobs = fc.uniqueArray(
  fc.record({ id: fc.oneof(fc.uuid(), fc.constantFrom('1', '2', '1 ', '1/')), name }),
  { selector: ({ id }) => id, maxLength: 12 },
);

describe('file names', () => {
  it('are safe, and differ on every disk', () => {
    fc.assert(
      fc.property(jobs, (all) => {
        const names = fileNames(all);
        const folded = new Set(names.map((one) => one.normalize('NFKC').toUpperCase().toLowerCase()));
        expect(folded.size).toBe(all.length);
        for (const one of names) {
          expect(one).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u);
          expect(one).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
          expect(Buffer.byteLength(one)).toBeLessThanOrEqual(245);
        }
      }),
    );
  });

  it('do not depend on the order of the jobs', () => {
    fc.assert(
      fc.property(jobs, (all) => {
        expect(fileNames(all.toReversed())).toEqual(fileNames(all).toReversed());
      }),
    );
  });
});
