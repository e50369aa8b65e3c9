import { parseJson, printJson } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const unsafe = fc
  .bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
  .filter((n) => n > Number.MAX_SAFE_INTEGER || n < Number.MIN_SAFE_INTEGER);

/** JSON values with integers beyond 2^53 in any place. */
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    unsafe,
    fc.jsonValue({ maxDepth: 0 }).map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.stringMatching(/^\d{16,20}$/),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString')), tie('value'), {
      noNullPrototype: true,
    }),
  ),
})).value;

describe('JSON text keeps every digit', () => {
  it('what is printed is read again as it was', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2), (value, indent) => {
        expect(parseJson(printJson(value, indent))).toEqual(value);
      }),
    );
  });

  it('what was read is printed with the same text', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = printJson(value);
        expect(printJson(parseJson(text))).toBe(text);
      }),
    );
  });

  it('a value without big integers has the text and the value that JSON gives it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(printJson(value, indent)).toBe(JSON.stringify(value, undefined, indent));
        const text = JSON.stringify({ value, '1234567890123456': [' ', '"', '\\'] }, undefined, indent);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('the form of a value with big integers differs from that of JSON in nothing else', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2), (value, indent) => {
        const json = JSON.stringify(
          value,
          (_name, member: unknown) => (typeof member === 'bigint' ? `big:${member}` : member),
          indent,
        );
        expect(printJson(value, indent)).toBe(json.replaceAll(/"big:(-?\d+)"/g, '$1'));
      }),
    );
  });

  it.each<[string, unknown]>([
    ['90071992547409931', 90071992547409931n],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991],
    ['[ 90071992547409931 , "90071992547409931" ]', [90071992547409931n, '90071992547409931']],
    ['{"a\\"90071992547409931":{"b":[]}}', { 'a"90071992547409931': { b: [] } }],
    ['1.00000000000000000001', 1],
    ['12345678901234567890e3', 12345678901234567890e3],
  ])('%s is read as %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['', '[1234567890123456789', '{"a":1234567890123456789,}', '01234567890123456789'])(
    '%j is refused as JSON refuses it',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  it('members that JSON leaves out are left out beside a big integer too', () => {
    const odd = { big: 2n ** 60n, gone: undefined, call: () => 0, list: [undefined], at: new Date(0) };
    expect(printJson(odd)).toBe('{"big":1152921504606846976,"list":[null],"at":"1970-01-01T00:00:00.000Z"}');
  });

  it('an object that contains itself is refused, with and without a big integer', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(() => printJson(circular)).toThrow(TypeError);
    circular['big'] = 2n ** 60n;
    expect(() => printJson(circular)).toThrow(TypeError);
  });
});
