import type { ReportPageData } from '@wxdi/report-page';
import { createHash } from 'node:crypto';
import { reportPage } from '@wxdi/report-page';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText, withNames } from './support/hostile.js';
import { noRuns, reportOf, sampleNight } from './support/sample.js';

const night = sampleNight(12, 60);

const textOf = (page: string, element: string): string =>
  new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? '';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const count = (page: string, pattern: RegExp): number => page.match(pattern)?.length ?? 0;

describe('the page', () => {
  it('permits its own script and style by their hashes, and nothing else', () => {
    const page = reportPage(night);
    expect(/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toBe(
      [
        "default-src 'none'",
        `script-src ${hash(textOf(page, 'script'))}`,
        `style-src ${hash(textOf(page, 'style'))}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    );
    expect(page).not.toMatch(/<[^>]*\s(?:style|src|on\w+)=/);
    expect(page).not.toMatch(/https?:|url\(|@import/);
  });

  it('is the same for the same data, in whatever order jobs and runs are', () => {
    const reversed = { ...night, jobs: night.jobs.toReversed(), runs: night.runs.toReversed() };
    expect(reportPage(structuredClone(night))).toBe(reportPage(night));
    expect(reportPage(reversed)).toBe(reportPage(night));
  });

  it.each([
    ['40 jobs', 40, 1_765],
    ['500 jobs', 500, 1_975],
  ])('with 2,000 runs of %s has at most 400 kB', (_, jobs, runs) => {
    const data = sampleNight(jobs, runs);
    expect(data.runs.length).toBeGreaterThanOrEqual(1_990);
    expect(Buffer.byteLength(reportPage(data))).toBeLessThanOrEqual(400_000);
  });

  it('has every run in the table, with the shortest id that is unique and has eight characters or more', () => {
    const runs = ['aaaaaaaa-1', 'aaaaaaaa-23', 'aaaaaaaa-24', 'b', 'cccccccc-1'].map((id) => ({
      ...{ id, jobId: 'j', state: 'Completed' },
    }));
    const rows = [...reportPage(reportOf({ runs })).matchAll(/<td>([^<]*)\n(?=<tr|<\/table)/g)];
    expect(rows.map(([, id]) => id)).toEqual(['aaaaaaaa-1', 'aaaaaaaa-23', 'aaaaaaaa-24', 'b', 'cccccccc']);
  });

  it('draws at most a hundred jobs and says how many it leaves out', () => {
    const runs = Array.from({ length: 130 }, (_, n) => ({ id: `r${n}`, jobId: `j${n}`, state: 'Completed' }));
    const page = reportPage(reportOf({ runs }));
    expect(count(page, /<svg class="lane"/g)).toBe(100);
    expect(page).toContain('The charts leave out 30 jobs');
    expect(count(page, /<th>j\d+/g)).toBe(130);
  });

  it('groups failed runs by job and reason, and suggests a command', () => {
    const failures = ['a', 'a', 'b', 'a'].map((message, n) => ({
      ...{ job: 'job-1', run: `run-${n}`, state: 'Failed', reasons: [{ code: 'X-1', message }] },
    }));
    const page = reportPage({ ...noRuns, failed: failures });
    expect([...page.matchAll(/class="bad tag">([^<]*)/g)].map(([, text]) => text)).toEqual([
      '3 runs',
      '1 run',
    ]);
    expect(page).toContain('<p class="message">X-1: a</p>');
    expect(page).toContain('<code>wxdi run explain job-1 run-0</code>');
  });

  it('suggests no command for an id that a shell would interpret', () => {
    const page = reportPage({
      ...noRuns,
      failed: [{ job: 'j', run: '$(reboot)', state: 'Failed', reasons: [] }],
    });
    expect(page).not.toContain('run explain');
    expect(page).toContain('The service gave no reason.');
  });

  it('shows the id beside a name that two jobs have', () => {
    const jobs = [
      { id: 'j1', name: 'load' },
      { id: 'j2', name: 'load' },
      { id: 'j3', name: 'clean' },
    ];
    const page = reportPage({ ...noRuns, jobs });
    for (const label of ['load (j1)', 'load (j2)', 'clean']) expect(page).toContain(`<bdi>${label}</bdi>`);
  });

  it.each([
    ['2026-10-18T06:00:00Z', '2026-10-18T05:00:00Z'],
    ['yesterday', '2026-10-18T05:00:00Z'],
    ['2026-10-18T06:00:00Z', ''],
  ])('refuses a window from %j to %j', (since, until) => {
    expect(() => reportPage({ ...noRuns, since, until })).toThrow(RangeError);
  });

  it('marks every window of time with at most nine times', () => {
    const seconds = fc.double({ min: 0, max: 11, noNaN: true }).map((digits) => Math.round(10 ** digits));
    const begin = fc.date({ min: new Date('0001-01-01'), max: new Date('3000-01-01'), noInvalidDate: true });
    const property = fc.property(begin, seconds, (since, length) => {
      const until = new Date(since.getTime() + length * 1_000);
      const run = { id: 'r', jobId: 'j', state: 'Completed', startedAt: until.toISOString() };
      const page = reportPage({
        ...reportOf({ runs: [run] }),
        since: since.toISOString(),
        until: until.toISOString(),
      });
      expect(count(page, /<text /g)).toBeLessThanOrEqual(9);
    });
    fc.assert(property, { numRuns: 100 });
  });
});

describe('whatever the data holds', () => {
  it('no text creates an element, ends an attribute or stays invisible', () => {
    const harmless = reportPage(withNames(night, () => 'x'));
    const property = fc.property(fc.array(hostileText, { minLength: 1, maxLength: 8 }), (texts) => {
      const page = reportPage(withNames(night, (n) => texts[n % texts.length] ?? ''));
      for (const mark of [/</g, />/g, /"/g]) expect(count(page, mark)).toBe(count(harmless, mark));
      expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    });
    fc.assert(property, { numRuns: 100 });
  });

  it('numbers and times that make no sense count as absent', () => {
    const number = fc.oneof(
      fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, Number.MAX_VALUE, 5e-324),
      fc.double(),
    );
    const time = fc.oneof(
      fc.constantFrom('', 'never', '0', '+275760-09-13T00:00:00Z', '-000001-01-01'),
      fc.string(),
    );
    const optional = <A>(values: fc.Arbitrary<A>) => fc.option(values, { nil: undefined });
    const run = fc.record({
      id: fc.uuid(),
      jobId: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
      state: fc.constantFrom('Completed', 'Failed', 'Running', 'constructor', 'toString'),
      ...{ startedAt: optional(time), finishedAt: optional(time), createdAt: optional(time) },
      ...{ durationSeconds: optional(number), rowsRead: optional(number), rowsWritten: optional(number) },
    });
    const property = fc.property(fc.array(run), number, number, time, (runs, seconds, usual, at) => {
      const entries = runs.map(({ id, jobId }) => ({
        job: jobId,
        run: id,
        durationSeconds: seconds,
        usualSeconds: usual,
      }));
      const jobs = [{ id: 'a', name: 'a', usualSeconds: seconds, nextStartAt: at }];
      const page = reportPage(
        reportOf({ jobs, runs, slow: entries, stuck: entries, missed: [{ job: 'b', at }] }),
      );
      expect(page.replace(textOf(page, 'script'), '')).not.toMatch(
        /NaN|Infinity|undefined|Invalid|null|\[object/,
      );
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('a number instead of a text, or an object that looks like markup, is escaped as text', () => {
    const name = { text: '<b>' } as unknown as string;
    const data: ReportPageData = {
      ...noRuns,
      project: '<b>',
      jobs: [
        { id: 'j', name: 7 as unknown as string },
        { id: 'k', name },
      ],
    };
    expect(reportPage({ ...data, jobs: [] })).toContain('<bdi>&lt;b&gt;</bdi>');
    expect(() => reportPage(data)).toThrow(TypeError);
  });
});
