import { lucenePhrase } from '@wxdi/core';
import { readLucene } from '@wxdi/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Names with many characters that mean something in Lucene. */
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('"', '\\', ' ', ':', '/', '(', ')', '[', ']', '*', '?', '~', 'AND', 'OR', 'a', 'é'),
    )
    .map((parts) => parts.join('')),
);

describe('a name in a Lucene query', () => {
  it('is read back as exactly this name, whatever it contains', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(readLucene(`asset.name:${lucenePhrase(text)}`)).toEqual({
          is: 'phrase',
          field: 'asset.name',
          text,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('does not end the phrase, so nothing else of the query changes', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const query = readLucene(`asset.name:${lucenePhrase(a)} AND asset.name:${lucenePhrase(b)}`);
        expect(query).toMatchObject({ is: 'and', parts: [{ text: a }, { text: b }] });
      }),
    );
  });
});
