import type { Ending, FaultCase } from './fault-case.js';
import { lostAnswer, page, routes } from './answers.js';
import { undecodable, unknown, well } from './ending.js';
import { endings, played, row } from './fault-case.js';

type Answer = ReturnType<typeof page>;

/**
 * Pages of jobs in turn, the last for ever; and the same in place of the runs or jobs that a start or a creation is
 * looked for among.
 */
const listing = (form: string, pages: readonly Answer[], read: Ending, write?: Ending): FaultCase => {
  const inTurn = (route: typeof routes.jobs | typeof routes.runs) =>
    pages.map((answer, i) => ({
      ...route,
      call: i === pages.length - 1 ? ('every' as const) : i + 1,
      answer,
    }));
  const script = {
    read: inTurn(routes.jobs),
    start: [lostAnswer('start'), ...inTurn(routes.runs)],
    create: [lostAnswer('create'), ...inTurn(routes.jobs)],
    delete: [],
  };
  return { form, scene: 'list', script, ...endings(read, write, write) };
};

const rows = (n: number) => ({ rows: n });
const none: readonly string[] = [];

/** Faults 44 to 46: pages. What was made is looked for in them, and none that misleads may make it twice. */
export const paging = [
  row(
    44,
    'the same token again, a cycle, no end',
    listing('the same token again', [page(['a'], { next: { start: 'x' } })], undecodable(2), unknown(1, 1)),
    listing(
      'a cycle',
      ['a', 'b', 'c', 'a'].map((start) => page(['a'], { next: { start } })),
      undecodable(4),
      unknown(1, 1),
    ),
    played('no end, read to a limit', 'list without end', well(5, undefined, rows(500))),
  ),
  row(
    45,
    '`next` null, "", string, object, foreign',
    listing('null', [page(['a'], { next: null })], well(1, undefined, rows(1))),
    listing('""', [page(['a'], { next: '' })], well(1, undefined, rows(1))),
    listing('{}', [page(['a'], { next: {} })], well(1, undefined, rows(1))),
    listing('string', [page(['a'], { next: '?&=/ %é' }), page(['b'])], well(2, undefined, rows(2))),
    listing('object', [page(['a'], { next: { a: '"&' } }), page(['b'])], well(2, undefined, rows(2))),
    listing(
      'URL elsewhere',
      [page(['a'], { next: 'https://evil.example/' }), page(['b'])],
      well(2, undefined, rows(2)),
    ),
    listing('number', [page(['a'], { next: 7 })], undecodable(1), unknown(1, 1)),
    listing('list', [page(['a'], { next: ['x'] })], undecodable(1), unknown(1, 1)),
    listing('true', [page(['a'], { next: true })], undecodable(1), unknown(1, 1)),
  ),
  row(
    46,
    'empty page with `next`, rows repeated, total_rows lies, limit ignored',
    listing(
      'an empty page with `next`',
      [page(none, { next: { start: 'x' } }), page(['a'])],
      well(2, undefined, rows(1)),
    ),
    listing(
      'rows repeated between pages',
      [page(['a', 'b'], { next: { start: 'x' } }), page(['b', 'c'])],
      well(2, undefined, rows(3)),
    ),
    listing('total_rows of none', [page(['a'], { total_rows: 0 })], well(1, undefined, rows(1))),
    listing('total_rows of many', [page(['a'], { total_rows: 1e9 })], well(1, undefined, rows(1))),
    listing(
      'a page of 300 rows',
      [page(Array.from({ length: 300 }, (_, i) => `job-${i}`))],
      well(1, undefined, rows(300)),
    ),
  ),
];
