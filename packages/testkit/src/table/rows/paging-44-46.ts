import type { Fault, FaultAnswer } from '@wxdi/simulator/faults';
import type { FaultRow, ScriptByCall } from '../fault-case.js';
import { lostAnswer, page, routes } from '../answers.js';
import { ok, undecodable, unknown } from '../ending.js';

const inTurn = (route: Pick<Fault, 'method' | 'route'>, pages: readonly FaultAnswer[]): readonly Fault[] =>
  pages.map((answer, i) => ({ ...route, call: i === pages.length - 1 ? 'every' : i + 1, answer }));

/**
 * These pages in turn, the last one again and again: a read lists jobs; a start or a creation, whose answer is lost,
 * finds them where it searches for what it made.
 */
const pages = (...all: readonly FaultAnswer[]): ScriptByCall => ({
  read: inTurn(routes.jobs, all),
  start: [lostAnswer('start'), ...inTurn(routes.runs, all)],
  create: [lostAnswer('create'), ...inTurn(routes.jobs, all)],
  delete: [],
});

/** Faults 44 to 46: pages. A misleading page never makes wxdi create anything twice. */
export const paging: readonly FaultRow[] = [
  {
    number: 44,
    name: 'the same token again, a cycle, no end',
    cases: [
      {
        form: 'the same token again',
        scene: 'list',
        script: pages(page(['a'], { next: { start: 'x' } })),
        read: undecodable({ requests: 2 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
      {
        form: 'a cycle',
        scene: 'list',
        script: pages(...['a', 'b', 'c', 'a'].map((start) => page(['a'], { next: { start } }))),
        read: undecodable({ requests: 4 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
      {
        form: 'no end, read up to a limit',
        scene: 'list without end',
        read: ok({ requests: 5, rows: 500 }),
      },
    ],
  },
  {
    number: 45,
    name: '`next` null, "", string, object, foreign',
    cases: [
      {
        form: 'null',
        scene: 'list',
        script: pages(page(['a'], { next: null })),
        read: ok({ requests: 1, rows: 1 }),
      },
      {
        form: '""',
        scene: 'list',
        script: pages(page(['a'], { next: '' })),
        read: ok({ requests: 1, rows: 1 }),
      },
      {
        form: '{}',
        scene: 'list',
        script: pages(page(['a'], { next: {} })),
        read: ok({ requests: 1, rows: 1 }),
      },
      {
        form: 'string',
        scene: 'list',
        script: pages(page(['a'], { next: '?&=/ %é' }), page(['b'])),
        read: ok({ requests: 2, rows: 2 }),
      },
      {
        form: 'object',
        scene: 'list',
        script: pages(page(['a'], { next: { a: '"&' } }), page(['b'])),
        read: ok({ requests: 2, rows: 2 }),
      },
      {
        form: 'URL elsewhere',
        scene: 'list',
        script: pages(page(['a'], { next: 'https://evil.example/' }), page(['b'])),
        read: ok({ requests: 2, rows: 2 }),
      },
      {
        form: 'number',
        scene: 'list',
        script: pages(page(['a'], { next: 7 })),
        read: undecodable({ requests: 1 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
      {
        form: 'list',
        scene: 'list',
        script: pages(page(['a'], { next: ['x'] })),
        read: undecodable({ requests: 1 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
      {
        form: 'true',
        scene: 'list',
        script: pages(page(['a'], { next: true })),
        read: undecodable({ requests: 1 }),
        start: unknown({ requests: 1, runs: 1 }),
        create: unknown({ requests: 1, jobs: 1 }),
      },
    ],
  },
  {
    number: 46,
    name: 'empty page with `next`, rows repeated, total_rows lies, limit ignored',
    cases: [
      {
        form: 'an empty page with `next`',
        scene: 'list',
        script: pages(page([], { next: { start: 'x' } }), page(['a'])),
        read: ok({ requests: 2, rows: 1 }),
      },
      {
        form: 'rows repeated between pages',
        scene: 'list',
        script: pages(page(['a', 'b'], { next: { start: 'x' } }), page(['b', 'c'])),
        read: ok({ requests: 2, rows: 3 }),
      },
      {
        form: 'total_rows 0',
        scene: 'list',
        script: pages(page(['a'], { total_rows: 0 })),
        read: ok({ requests: 1, rows: 1 }),
      },
      {
        form: 'total_rows 1e9',
        scene: 'list',
        script: pages(page(['a'], { total_rows: 1e9 })),
        read: ok({ requests: 1, rows: 1 }),
      },
      {
        form: 'a page of 300 rows',
        scene: 'list',
        script: pages(page(Array.from({ length: 300 }, (_, i) => `job-${i}`))),
        read: ok({ requests: 1, rows: 300 }),
      },
    ],
  },
];
