import type { FaultRow } from '../fault-case.js';
import { status } from '../answers.js';
import { notSent, ok, unavailable, unknown } from '../ending.js';

const date = 'Tue, 01 Jan 2030 00:00:00 GMT';

/** Faults 28 to 33: the service asks for fewer requests. */
export const throttling: readonly FaultRow[] = [
  {
    number: 28,
    name: '429 without header',
    cases: [
      {
        form: '',
        fault: status(429),
        read: ok({ requests: 2, waits: [500] }),
        start: ok({ requests: 2, runs: 1, waits: [500] }),
        create: ok({ requests: 2, jobs: 1, waits: [500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [500] }),
      },
    ],
  },
  {
    number: 29,
    name: '429 with seconds',
    cases: [
      {
        form: '7',
        fault: status(429, { 'retry-after': '7' }),
        read: ok({ requests: 2, waits: [7_000] }),
        start: ok({ requests: 2, runs: 1, waits: [7_000] }),
        create: ok({ requests: 2, jobs: 1, waits: [7_000] }),
        delete: ok({ requests: 2, deleted: 1, waits: [7_000] }),
      },
      {
        form: '2.5',
        fault: status(429, { 'retry-after': '2.5' }),
        read: ok({ requests: 2, waits: [2_500] }),
        start: ok({ requests: 2, runs: 1, waits: [2_500] }),
        create: ok({ requests: 2, jobs: 1, waits: [2_500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [2_500] }),
      },
      {
        form: '0, less than the computed wait',
        fault: status(429, { 'retry-after': '0' }),
        read: ok({ requests: 2, waits: [500] }),
        start: ok({ requests: 2, runs: 1, waits: [500] }),
        create: ok({ requests: 2, jobs: 1, waits: [500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [500] }),
      },
      {
        form: 'more than two minutes',
        fault: status(429, { 'retry-after': '121' }),
        read: notSent({ requests: 1 }),
        start: notSent({ requests: 1, runs: 0 }),
        create: notSent({ requests: 1, jobs: 0 }),
        delete: notSent({ requests: 1, deleted: 0 }),
      },
      {
        form: 'more than two minutes, with a 503',
        fault: status(503, { 'retry-after': '121' }),
        read: unavailable({ requests: 1 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: unknown({ requests: 1, deleted: 0 }),
      },
    ],
  },
  {
    number: 30,
    name: '429 with a date and a skewed clock',
    cases: [
      {
        form: 'years ahead',
        fault: status(429, { 'retry-after': 'Tue, 01 Jan 2030 00:00:09 GMT', date }),
        read: ok({ requests: 2, waits: [9_000] }),
        start: ok({ requests: 2, runs: 1, waits: [9_000] }),
        create: ok({ requests: 2, jobs: 1, waits: [9_000] }),
        delete: ok({ requests: 2, deleted: 1, waits: [9_000] }),
      },
      {
        form: 'a date in the past',
        fault: status(429, { 'retry-after': 'Mon, 31 Dec 2029 23:59:00 GMT', date }),
        read: ok({ requests: 2, waits: [500] }),
        start: ok({ requests: 2, runs: 1, waits: [500] }),
        create: ok({ requests: 2, jobs: 1, waits: [500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [500] }),
      },
    ],
  },
  {
    number: 31,
    name: 'senseless Retry-After',
    cases: [
      ...[
        { form: 'negative', value: '-5' },
        { form: 'words', value: 'soon 5' },
        { form: 'Infinity', value: 'Infinity' },
        { form: 'forty digits', value: '9'.repeat(40) },
        { form: 'two values', value: '5, 7' },
        { form: 'an invalid date', value: 'Tue, 99 Foo 2030 00:00:00 GMT' },
        { form: 'an ISO date', value: '2030-01-01T00:00:09Z' },
        { form: 'a hexadecimal number', value: '0x10' },
      ].map(({ form, value }) => ({
        form,
        fault: status(429, { 'retry-after': value, date }),
        read: ok({ requests: 2, waits: [500] }),
        start: ok({ requests: 2, runs: 1, waits: [500] }),
        create: ok({ requests: 2, jobs: 1, waits: [500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [500] }),
      })),
      {
        form: 'a date, and no Date header',
        fault: status(429, { 'retry-after': date }),
        read: ok({ requests: 2, waits: [500] }),
        start: ok({ requests: 2, runs: 1, waits: [500] }),
        create: ok({ requests: 2, jobs: 1, waits: [500] }),
        delete: ok({ requests: 2, deleted: 1, waits: [500] }),
      },
    ],
  },
  {
    number: 32,
    name: '429 for ever',
    cases: [
      {
        form: '',
        everyRequest: status(429),
        read: notSent({ requests: 10 }),
        start: notSent({ requests: 10, runs: 0 }),
        create: notSent({ requests: 10, jobs: 0 }),
        delete: notSent({ requests: 10, deleted: 0 }),
      },
    ],
  },
  {
    number: 33,
    name: '503 under 50 callers',
    cases: [
      {
        form: '',
        everyRequest: status(503),
        read: unavailable({ requests: 4 }),
        start: unknown({ requests: 1, runs: 0 }),
        create: unknown({ requests: 1, jobs: 0 }),
        delete: unknown({ requests: 4, deleted: 0 }),
      },
      // 300 calls, and the 35 retries that the quota of 500 tokens pays for, at 14 each.
      {
        form: '300 calls by 50 callers',
        scene: 'fifty callers',
        read: unavailable({ requests: 335 }),
        start: unknown({ requests: 50, runs: 0 }),
      },
    ],
  },
];
