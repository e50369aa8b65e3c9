import type { Command } from '@commander-js/extra-typings';
import type { BatchReport, BatchRunOptions, BatchRunOrder, Job } from '@wxdi/sdk';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { Session } from '../../session.js';
import type { Argument } from '../../command-line/definition.js';
import { isUuid, succeeded, unknownParameters } from '@wxdi/sdk';
import { nearest } from '../../input/nearest.js';
import { duration, integer, nonEmpty, several } from '../../command-line/options.js';
import { eachAtOnce } from '../../each-at-once.js';
import { UsageError, wxdiErrorIn } from '../../errors.js';
import { failureOf } from '../../failure.js';
import { exitCode, outcomeCode, rankOf } from '../../exit-code.js';
import { ordersOf, refuse, type Order } from './orders.js';
import { printAll, printDetails } from '../../output/print.js';
import { batchDetails, batchView, countsText, isTrouble, progressText, wordFor } from '../../render/batch.js';
import { toJson } from '../../render/json.js';
import { visible } from '../../render/visible.js';

export const ID: Argument = { name: 'ID', summary: 'id of a batch' };

/** `30/min` or `30` */
const rate = (text: string): number => {
  const [, count = '0'] = /^(\d{1,6})(?:\/min)?$/.exec(text) ?? [];
  if (Number(count) > 0) return Number(count);
  throw new InvalidArgumentError('use a number of starts per minute, such as 30/min');
};

/** The flags of commands that start runs. */
export const runningOptions = (command: Command) =>
  command
    .option('--job <J>', 'with --each: the job, by id or exact name, instead of a FILE', nonEmpty)
    .option(
      '--each <k=LIST>',
      'parameter with a list a,b,c or a range A..B of days or numbers; repeatable',
      several,
    )
    .option('--parallel <N>', 'runs in progress at once; default: 8', integer(1))
    .option('--stop-after <N>', 'start no other run after N failures', integer(1))
    .option('--rate <N/min>', 'start at most N runs per minute', rate)
    .option('--timeout-each <D>', 'how long a run is waited for; it continues', duration)
    .option('--interval <D>', 'time between two polls of a run; default: 1s, growing to 30s', duration)
    .option('--strict-params', 'refuse parameters that a job does not list; default: warn');

interface RunningFlags {
  readonly job?: string | undefined;
  readonly each?: readonly string[] | undefined;
  readonly parallel?: number | undefined;
  readonly stopAfter?: number | undefined;
  readonly rate?: number | undefined;
  readonly timeoutEach?: number | undefined;
  readonly interval?: number | undefined;
  readonly strictParams?: boolean | undefined;
}

/** Runs the orders, and prints what became of them: the worst exit code. */
export const runOrders = async (
  session: Session,
  batch: string,
  file: string | undefined,
  flags: RunningFlags,
  more: Pick<BatchRunOptions, 'existing' | 'ifUnknown' | 'maxAttempts' | 'retryFailed'> = {},
): Promise<number> => {
  const { lines, output, say, signal, spinner, interrupts } = session;
  if (file !== undefined && (flags.job ?? flags.each) !== undefined)
    throw new UsageError('FILE and --job with --each are mutually exclusive');
  const orders = await ordersOf(session, batch, file, flags);
  const client = await session.client();
  const given = await withJobs(session, orders, flags.strictParams === true);
  const places = new Map(orders.map(({ id, place }) => [id, place]));
  if (session.dryRun !== undefined) return await preview(session, session.dryRun, batch, places, given, more);
  const ended = new Map<string, BatchReport>();
  const active = new Set<string>();
  const look = `wxdi batch status ${visible(batch)}`;
  const began = session.context.clock.now();
  const progress = (): string =>
    progressText({
      orders: given.length,
      ended: [...ended.values()],
      active: active.size,
      ms: session.context.clock.now() - began,
    });
  interrupts.onFirst(
    (by) => {
      if (by === 'timeout') return;
      say.last(`stopped: ${progress()}; runs continue`);
      say.last(`  to go on:  repeat the command; ${look} shows the batch`);
    },
    () => ({ rest: `; ${progress()}; runs continue`, hint: `repeat the command; ${look}` }),
  );
  let printed = Promise.resolve();
  const print = (line: string): void => {
    printed = printed.then(() => lines.push(line)).then(() => lines.send());
    // It is awaited at the end.
    printed.catch(() => undefined);
  };
  const tell = (type: string, item: BatchReport, isAdopted = false): void => {
    if (type === 'started') active.add(item.id);
    else {
      active.delete(item.id);
      ended.set(item.id, item);
    }
    if (output === 'jsonl') print(toJson({ type, ...(batchView.json(item) as object) }));
    else if (!session.context.stderr.isTerminal)
      say.note(
        `${visible(item.id)} (${visible(places.get(item.id) ?? '')}): ${lineFor(type, item, isAdopted)}`,
      );
  };
  const running = client.batches.run(batch, given, {
    limit: flags.parallel,
    stopAfter: flags.stopAfter,
    perMinute: flags.rate,
    timeoutEachMs: flags.timeoutEach,
    poll: flags.interval === undefined ? undefined : { firstMs: flags.interval, factor: 1 },
    ...more,
    signal,
    onEvent: ({ type, item, adopted }) => tell(type, item, adopted),
  });
  const items = await spinner.during(progress, explainedBy(places, running));
  await printed;
  if (flags.stopAfter !== undefined && items.filter(isTrouble).length >= flags.stopAfter)
    say.note(
      `stopped after ${flags.stopAfter} ${flags.stopAfter === 1 ? 'failure' : 'failures'}; to go on, repeat the command`,
    );
  return await printBatch(session, batch, items);
};

/** The requests of the orders that would be started. */
const preview = async (
  session: Session,
  dryRun: NonNullable<Session['dryRun']>,
  batch: string,
  places: ReadonlyMap<string, string>,
  orders: readonly BatchRunOrder[],
  more: Pick<BatchRunOptions, 'existing' | 'ifUnknown' | 'maxAttempts' | 'retryFailed'>,
): Promise<number> => {
  const { signal } = session;
  const client = await session.client();
  const left = await explainedBy(places, client.batches.preview(batch, orders, { ...more, signal }));
  const byId = new Map(orders.map((order) => [order.id, order]));
  const { retryFailed, maxAttempts } = more;
  for (const { id, key, state } of left) {
    const order = byId.get(id);
    if (order === undefined || state === 'active' || state === 'unknown') continue;
    await dryRun.step(() =>
      client.jobs.start(order.job, order.draft, { key, retryFailed, maxAttempts, signal }),
    );
  }
  return exitCode.done;
};

/** Names the place of an order that differs from the recorded one. */
const explainedBy = async <A>(places: ReadonlyMap<string, string>, work: Promise<A>): Promise<A> => {
  try {
    return await work;
  } catch (error) {
    const [issue] = wxdiErrorIn(error)?.issues ?? [];
    const [, id] = /^orders\.(.+)$/.exec(issue?.path ?? '') ?? [];
    if (id === undefined) throw error;
    const place = places.get(id);
    throw new UsageError(
      `${(error as Error).message}: order ${visible(id)} ${place === undefined ? 'is missing' : `(${visible(place)}) is not as it was recorded`}`,
    );
  }
};

const lineFor = (type: string, item: BatchReport, isAdopted: boolean): string => {
  const run = item.run === undefined ? '' : `run ${visible(item.run)} `;
  if (type === 'started') return isAdopted ? `${run}was started before` : `${run}was started`;
  if (type === 'ended') return `${run}ended ${visible(wordFor(item))}`;
  return `${visible(wordFor(item))}: ${visible(item.error?.message)}`;
};

/** The orders with the ids of their jobs. Before the first start, each job is read once, and its parameters are checked. */
const withJobs = async (session: Session, orders: readonly Order[], isStrict: boolean) => {
  const jobs = await readJobs(session, orders);
  const unknown = orders.flatMap(({ job: text, draft, place }) => {
    const job = jobs.get(text);
    if (job === undefined) return [];
    return unknownParameters(job, draft).map(({ name, known }) => ({
      place,
      text: `parameter ${visible(name)} is not listed by job ${visible(job.name)}${nearText(name, known)}`,
    }));
  });
  if (isStrict)
    refuse(
      session,
      unknown.map(({ place, text }) => `${visible(place)}: ${text}`),
    );
  for (const text of new Set(unknown.map((one) => one.text))) {
    const places = unknown.filter((one) => one.text === text).map(({ place }) => visible(place));
    const others = places.length === 1 ? '' : ` and ${places.length - 1} more`;
    session.say.warn(`${text}, and may be ignored: ${places[0]}${others}`);
  }
  return orders.map(({ id, job, draft }) => ({ id, job: jobs.get(job)?.id ?? job, draft }));
};

const nearText = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  return near === undefined ? '' : ` (did you mean ${visible(near)}?)`;
};

/** The jobs of the orders, by the text that names them. */
const readJobs = async (session: Session, orders: readonly Order[]): Promise<ReadonlyMap<string, Job>> => {
  const { signal } = session;
  const client = await session.client();
  const jobs = new Map<string, Job>();
  const problems: string[] = [];
  await eachAtOnce([...new Set(orders.map(({ job }) => job))], async (text) => {
    try {
      const reading = isUuid(text) ? client.jobs.get(text, { signal }) : client.jobs.find(text, { signal });
      jobs.set(text, await reading);
    } catch (error) {
      const kind = wxdiErrorIn(error)?.kind;
      if (kind !== 'NotFound' && kind !== 'AmbiguousName') throw error;
      const places = orders.filter(({ job }) => job === text).map(({ place }) => place);
      problems.push(`${visible(places[0])}: ${(error as Error).message}`);
    }
  });
  refuse(session, problems, 'wxdi job list');
  return jobs;
};

/** Prints the orders of a batch: all for programs, what needs a look for people. Returns the worst exit code. */
export const printBatch = async (
  session: Session,
  batch: string,
  items: readonly BatchReport[],
): Promise<number> => {
  const { lines, output, style, say } = session;
  if (output === 'table') {
    await printDetails(session, batchDetails(batch, items, style));
    const trouble = await withReasons(session, items.filter(isTrouble));
    if (trouble.length > 0) {
      await lines.push('');
      await printAll(session, batchView, trouble);
    }
  } else if (output !== 'jsonl') await printAll(session, batchView, items);
  say.note(`${visible(batch)}: ${countsText(items)}`);
  const has = (wanted: (item: BatchReport) => boolean): boolean => items.some(wanted);
  const retry = `wxdi batch retry ${visible(batch)} … `;
  if (has(({ state }) => state === 'unknown')) say.next('to search for unknown runs', `${retry}--unknown`);
  if (has(({ ended }) => ended !== undefined && !succeeded(ended)))
    say.next('to start what failed again', `${retry}--failed`);
  return worstCode(session, items);
};

/** The most failed runs that are read for their reasons. */
const mostReasons = 100;

/** The same, with the reasons of runs that failed before. */
const withReasons = async (
  session: Session,
  items: readonly BatchReport[],
): Promise<readonly BatchReport[]> => {
  const client = await session.client();
  const reasons = new Map<string, BatchReport['reasons']>();
  const silent = items.filter(
    ({ ended, run, reasons: known }) => ended !== undefined && run !== undefined && known === undefined,
  );
  await eachAtOnce(silent.slice(0, mostReasons), async ({ id, job, run = '' }) => {
    const read = await client.runs.get(job, run, { signal: session.signal }).catch(() => undefined);
    reasons.set(id, read?.reasons);
  });
  return items.map((item) => ({ ...item, reasons: item.reasons ?? reasons.get(item.id) }));
};

const worstCode = ({ settings }: Session, items: readonly BatchReport[]): number => {
  const codes = items.map(({ state, ended, error }) => {
    if (state === 'unknown') return exitCode.outcomeUnknown;
    if (error !== undefined) return failureOf(error, { settings }).exitCode;
    if (ended === undefined) return state === 'refused' ? exitCode.refused : exitCode.done;
    return outcomeCode({ run: { state: ended } as never, reached: true }, {});
  });
  return codes.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? exitCode.done;
};
