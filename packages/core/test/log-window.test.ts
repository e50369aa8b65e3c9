import type { LogRead } from '@wxdi/core';
import { follow } from './support/follow-reads.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const of = (...lines: readonly (readonly string[])[]) => follow(lines.map((each) => ({ lines: each })));
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `line ${from + i}`);

const isSubsequence = (part: readonly string[], whole: readonly string[]): boolean => {
  let found = 0;
  for (const line of whole) if (found < part.length && line === part[found]) found += 1;
  return found === part.length;
};

describe('a read of a log, laid over the earlier ones', () => {
  it.each<[string, readonly (readonly string[])[], readonly string[]]>([
    [
      'that has grown adds its new lines',
      [
        ['a', 'b'],
        ['a', 'b', 'c'],
      ],
      ['a', 'b', 'c'],
    ],
    ['that lost its first lines', [range(0, 5), range(3, 8), range(6, 11), range(8, 13)], range(0, 13)],
    ['that lost its last lines', [range(0, 5), range(0, 3), range(0, 8)], range(0, 8)],
    ['that is older than the one before', [range(0, 4), range(2, 8), range(1, 6), range(5, 9)], range(0, 9)],
    ['that is empty', [range(0, 4), [], range(0, 5)], range(0, 5)],
    [
      'that is the same',
      [
        ['a', 'a'],
        ['a', 'a'],
      ],
      ['a', 'a'],
    ],
    [
      'with equal lines',
      [
        ['a', 'b', 'b'],
        ['a', 'b', 'b', 'b', 'b'],
      ],
      ['a', 'b', 'b', 'b', 'b'],
    ],
    [
      'whose last line was completed',
      [
        ['a', 'b', 'c…'],
        ['a', 'b', 'c…d', 'e'],
      ],
      ['a', 'b', 'c…', 'c…d', 'e'],
    ],
    [
      'that lost lines and completed one',
      [
        ['a', 'b', 'c…'],
        ['b', 'c…d', 'e'],
      ],
      ['a', 'b', 'c…', 'c…d', 'e'],
    ],
    [
      'whose last line changed after equal ones',
      [
        ['a', 'a', '1 %'],
        ['a', 'a', '2 %'],
      ],
      ['a', 'a', '1 %', '2 %'],
    ],
  ])('%s, without a gap', (_, reads, expected) => {
    expect(of(...reads)).toMatchObject({ lines: expected, gaps: [], atEnd: undefined });
  });

  it('that has no line in common with it comes after a gap of unknown size', () => {
    expect(of(range(0, 3), range(5, 8))).toMatchObject({
      lines: [...range(0, 3), ...range(5, 8)],
      gaps: [undefined],
    });
  });

  it('that begins with a repeated line comes after a gap, since it may be another one', () => {
    const read = ['beat', 'new'];
    expect(of(['a', 'beat', 'beat'], read)).toMatchObject({
      lines: ['a', 'beat', 'beat', ...read],
      gaps: [undefined],
    });
  });

  it('that differs in the middle is returned from there, after a gap', () => {
    expect(of(['a', 'b', 'c'], ['a', 'x', 'b', 'c', 'd'])).toMatchObject({
      lines: ['a', 'b', 'c', 'x', 'b', 'c', 'd'],
      gaps: [undefined],
    });
  });

  it('that has earlier lines counts them as a gap, since their place in the output is over', () => {
    expect(of(range(5, 8), range(0, 10))).toMatchObject({ lines: range(5, 10), gaps: [5] });
  });

  it('that continues where the totals say is no gap', () => {
    const reads = [
      { lines: range(0, 3), total: 3 },
      { lines: range(3, 6), total: 6 },
    ];
    expect(follow(reads)).toMatchObject({ lines: range(0, 6), gaps: [], atEnd: undefined });
  });
});

describe('lines that the service counts and does not return', () => {
  const cut = { lines: range(0, 2), total: 5_000 };

  it('are reported at the end', () => {
    expect(follow([cut])).toMatchObject({ gaps: [], atEnd: 4_998 });
  });

  it('are reported once if the next read lacks them too', () => {
    expect(follow([cut, cut, cut])).toMatchObject({ gaps: [4_998], atEnd: undefined });
  });

  it('are not reported if they arrive with the next read', () => {
    expect(
      follow([
        { lines: range(0, 2), total: 4 },
        { lines: range(0, 4), total: 4 },
      ]),
    ).toMatchObject({
      lines: range(0, 4),
      gaps: [],
      atEnd: undefined,
    });
  });

  it('are not reported if the total is less than what was returned', () => {
    expect(follow([{ lines: range(0, 4), total: 1 }])).toMatchObject({ atEnd: undefined });
  });
});

/** A log after some changes, and the part of it that a read returns. */
const readsOf = (line: fc.Arbitrary<string>, { grows = false } = {}) => {
  const change = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('append' as const), lines: fc.array(line, { maxLength: 4 }) }),
    },
    fc.record({ kind: fc.constant('rotate' as const), count: fc.nat(6) }),
    fc.record({ kind: fc.constant('insert' as const), at: fc.nat(9), line }),
    fc.record({ kind: fc.constant('amend' as const), line }),
  );
  const cap = fc.oneof(
    fc.constant({ kind: 'none' as const, most: 0 }),
    fc.record({ kind: fc.constantFrom('head' as const, 'tail' as const), most: fc.nat(6) }),
  );
  const step = fc.record({
    changes: fc.array(change, { maxLength: 3 }),
    cap,
    counts: fc.boolean(),
    fails: fc.boolean(),
  });
  return fc.array(step, { maxLength: 12 }).map((steps) => {
    let log: readonly string[] = [];
    let dropped = 0;
    return steps.flatMap(({ changes, cap: { kind, most }, counts, fails }): readonly LogRead[] => {
      for (const each of changes) {
        if (grows && (each.kind === 'insert' || each.kind === 'amend')) continue;
        if (each.kind === 'append') log = [...log, ...each.lines];
        else if (each.kind === 'insert') log = [...log.slice(0, each.at), each.line, ...log.slice(each.at)];
        else if (each.kind === 'amend') log = [...log.slice(0, -1), each.line];
        else {
          dropped += Math.min(each.count, log.length);
          log = log.slice(each.count);
        }
      }
      if (fails) return [];
      const lines = kind === 'none' ? log : kind === 'head' ? log.slice(0, most) : log.slice(-most);
      return [counts ? { lines, total: dropped + log.length } : { lines }];
    });
  });
};

describe('following a log', () => {
  let serial = 0;
  const distinct = fc.constant(undefined).map(() => `line ${(serial += 1)}`);

  it('loses no line of any read without a report, whatever happens to the log', () => {
    fc.assert(
      fc.property(readsOf(fc.constantFrom('a', 'b', 'c')), (reads) => {
        const { steps, gaps } = follow(reads);
        if (gaps.length > 0) return;
        for (const { read, after } of steps) expect(isSubsequence(read, after)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reports at least as many lines as it does not return, of a log that is not changed', () => {
    fc.assert(
      fc.property(readsOf(distinct, { grows: true }), (reads) => {
        const { lines, gaps } = follow(reads);
        const returned = new Set(lines);
        const held = new Set(reads.flatMap((read) => read.lines));
        const lost = [...held].filter((line) => !returned.has(line)).length;
        expect(gaps.reduce<number>((sum, missing) => sum + (missing ?? Infinity), 0)).toBeGreaterThanOrEqual(
          lost,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('returns the log in order, each line once, where consecutive reads overlap', () => {
    const windows = fc
      .tuple(
        fc.nat(9),
        fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
          maxLength: 12,
        }),
      )
      .map(([start, moves]) => {
        let [from, to] = [20 + start, 25 + start];
        return [
          [from, to] as const,
          ...moves.map(([back, on, size]) => {
            // Between `size` lines before the last window and its last line.
            const next = Math.max(20 + start, Math.min(to - 1, from - back + on));
            const end = Math.max(next + size, from + 1);
            [from, to] = [next, end];
            return [next, end] as const;
          }),
        ];
      });
    fc.assert(
      fc.property(windows, (all) => {
        const { lines, gaps } = follow(all.map(([from, to]) => ({ lines: range(from, to) })));
        expect(lines).toEqual(range(all[0]?.[0] ?? 0, Math.max(...all.map(([, to]) => to))));
        expect(gaps).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts the lines of each gap exactly where the totals are known', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))),
        (parts) => {
          let end = 0;
          const reads = parts.map(([skipped, size]) => {
            const from = end + skipped;
            end = from + size;
            return { lines: range(from, end), total: end };
          });
          const { lines, gaps, atEnd } = follow(reads);
          expect(lines).toEqual(reads.flatMap((read) => read.lines));
          const skips = parts.map(([skipped]) => skipped);
          // Whether the first ones are missing at the beginning or at the end is not known before the second read.
          expect([...gaps, atEnd ?? 0].reduce<number>((sum, missing) => sum + (missing ?? 0), 0)).toBe(
            skips.reduce((sum, skipped) => sum + skipped, 0),
          );
        },
      ),
    );
  });

  const repetitive = fc.array(fc.array(fc.constantFrom('a', 'b'), { maxLength: 5 }), { maxLength: 10 });

  it('returns a log that only grows exactly, whatever lines are equal', () => {
    fc.assert(
      fc.property(repetitive, fc.boolean(), (parts, counts) => {
        const reads = parts.map((_, i) => {
          const lines = parts.slice(0, i + 1).flat();
          return counts ? { lines, total: lines.length } : { lines };
        });
        expect(follow(reads)).toMatchObject({ lines: parts.flat(), gaps: [], atEnd: undefined });
      }),
    );
  });

  it('places equal lines by the totals, where the service returns the end of the log', () => {
    fc.assert(
      fc.property(repetitive, fc.integer({ min: 6, max: 9 }), (parts, most) => {
        const reads = parts.map((_, i) => {
          const lines = parts.slice(0, i + 1).flat();
          return { lines: lines.slice(-most), total: lines.length };
        });
        expect(follow(reads)).toMatchObject({ lines: parts.flat(), gaps: [] });
      }),
    );
  });

  it('keeps twice the lines of the last read, and at least 1,000', () => {
    const reads = Array.from({ length: 300 }, (_, i) => ({ lines: range(i * 10, i * 10 + 20) }));
    expect(follow(reads).window.lines).toHaveLength(1_000);
  });
});
