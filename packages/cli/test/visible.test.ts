import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJson } from '../src/render/json.js';
import { plain } from '../src/render/style.js';
import { layOut, tableRow, type Column } from '../src/render/table.js';
import { tsvField, visible } from '../src/render/visible.js';
import { fit, widthOf } from '../src/render/width.js';
import { aJob, aRun, fakeClient, jobId, resultOf, runId } from './fakes/client.js';
import { run } from './fakes/context.js';
import { anError } from './fakes/errors.js';

/** What a terminal obeys instead of showing, or what turns the text around it. */
const dangerous =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]|\p{Cs}/u;

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]0;title\u0007',
        '\u009b2J',
        '\u202e',
        '\u200b',
        '\r',
        '\n',
        '\t',
        '\ud800',
        '\u{e0041}',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

describe('text from the service', () => {
  test('contains no control sequence once it was made visible', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visible(text)).not.toMatch(dangerous);
        expect(tsvField(text)).not.toMatch(dangerous);
      }),
    );
  });

  test('of letters is unchanged', () => {
    for (const text of ['Load customers', 'Kundenübersicht', '顧客', 'прибыль', '👍🏽'])
      expect(visible(text)).toBe(text);
  });

  test('as a field of tsv can be read back', () => {
    const back = (field: string): string =>
      field.replaceAll(
        /\\(?:x(..)|u\{(.+?)\}|u(....)|(.))/g,
        (_all, x?: string, long?: string, u?: string, c?: string) => {
          const code = x ?? long ?? u;
          if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
          return { n: '\n', r: '\r', t: '\t' }[c ?? ''] ?? c ?? '';
        },
      );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(back(tsvField(text))).toBe(text);
      }),
    );
  });

  test('in JSON parses to the same text, without control sequences', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = toJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(json.replaceAll(/\p{Cs}/gu, '')).not.toMatch(dangerous);
      }),
    );
  });

  test('is never printed raw, by any command, in any format', async () => {
    const commands = [
      ['job', 'list'],
      ['job', 'get', jobId],
      ['run', 'list', jobId],
      ['run', 'get', jobId, runId],
      ['run', 'logs', jobId, runId],
      ['run', 'wait', jobId, runId],
      ['job', 'start', jobId, '--follow'],
      ['job', 'delete', '--yes', jobId],
    ];
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...commands), fc.boolean(), async (text, command, fails) => {
        const entry = { text, raw: text };
        const evil = aRun({ name: text, state: text, description: text, type: text, jobName: text });
        const client = fakeClient({
          jobPages: [
            [
              aJob({
                name: text,
                type: text,
                description: text,
                schedule: text,
                ownerId: text,
                assetId: text,
              }),
            ],
          ],
          runs: [evil],
          logs: [entry],
          events: [{ type: 'state', run: evil }, { type: 'log', entry }, ...resultOf(evil)],
          fails: fails
            ? {
                'jobs.get': anError('Refused', { message: text }),
                'jobs.delete': anError('Refused', { message: text }),
              }
            : {},
        });
        for (const output of ['table', 'tsv']) {
          const { out, err } = await run([...command, '-o', output], { client });
          expect(`${out}${err}`.replaceAll(/[\n\t]/g, '')).not.toMatch(dangerous);
        }
        const { out, err } = await run([...command, '-o', 'jsonl'], { client }).catch(() => ({
          out: '',
          err: '',
        }));
        for (const line of `${out}${err}`.split('\n').filter(Boolean)) JSON.parse(line);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a table', () => {
  const columns: readonly Column<readonly string[]>[] = [
    { header: 'ID', value: ([id]) => id },
    { header: 'NAME', value: ([, name]) => name, isLong: true },
    { header: 'MORE', value: ([, , more]) => more, optional: 1 },
  ];

  test('is not wider than the terminal, but for the rows whose names need more room, and cuts no name', () => {
    const row = fc.tuple(
      fc.constant('12345678'),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 100 }),
        (rows, width) => {
          const layout = layOut(columns, rows, width);
          for (const each of rows) {
            const name = visible(each[1]);
            const line = tableRow(layout, each, plain);
            expect(line).toContain(name.trimEnd());
            if (widthOf(`12345678  ${name}`) <= width) expect(widthOf(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });

  test('omits optional columns by their rank, after the extra ones', () => {
    const letters = ['A', 'B', 'C', 'D', 'E'];
    const ranked: readonly Column<string>[] = letters.map((header) => ({
      header,
      value: (text) => text,
      ...{ B: { optional: 2 }, C: { optional: 1 }, D: { extra: true }, E: { extra: true } }[header],
    }));
    const at = (width: number) =>
      layOut(ranked, ['1234'], width)
        .map(({ column }) => column.header)
        .join('');
    expect([28, 27, 22, 16, 10, 4].map(at)).toEqual(['ABCDE', 'ABCD', 'ABCD', 'ABC', 'AB', 'A']);
  });

  test('gives a name that fits nowhere a longer row, and leaves the others as they are', () => {
    const [long, short] = [
      ['1', 'b'.repeat(99), 'c'],
      ['2', 'name', 'c'],
    ];
    const layout = layOut(columns, [long, short], 20);
    expect(tableRow(layout, short, plain)).toBe('2   name  c');
    expect(tableRow(layout, long, plain)).toBe(`1   ${'b'.repeat(99)}  c`);
  });

  test('counts wide characters as two columns', () => {
    expect(widthOf('顧客')).toBe(4);
    expect(fit('顧客データ', 5)).toBe('顧客…');
  });

  test.each([
    ['a family of four joined by ZWJ', '👨‍👩‍👧‍👦'],
    ['a flag of two regional indicators', '🇩🇪'],
    ['a flag of tags', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a skin tone', '👍🏽'],
    ['a sign shown as an emoji', '❤️'],
    ['a keycap', '1️⃣'],
  ])('counts %s as two columns and never cuts it', (_what, emoji) => {
    expect(widthOf(emoji)).toBe(2);
    expect(fit(`${emoji}${emoji}${emoji}`, 5)).toBe(`${emoji}${emoji}…`);
    expect(fit(`${emoji}${emoji}`, 4)).toBe(`${emoji}${emoji}`);
    expect(fit(`${emoji}${emoji}`, 3)).toBe(`${emoji}…`);
    expect(fit(`${emoji}${emoji}`, 2)).toBe('…');
  });

  test('counts combining marks as no columns', () => {
    expect(widthOf('e\u0301')).toBe(1);
    expect(fit('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  });
});
