import type { Command } from '@commander-js/extra-typings';
import type { BatchReport, BatchRunOptions, BatchRunOrder } from '@wxdi/sdk';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { Session } from '../../session.js';
import type { Argument } from '../../command-line/definition.js';
import { duration, integer, nonEmpty, several } from '../../command-line/options.js';
import { UsageError, wxdiErrorIn } from '../../errors.js';
import { exitCode } from '../../exit-code.js';
import { withJobs } from './jobs.js';
import { ordersOf } from './orders.js';
import { printBatch } from './print.js';
import { batchView, isTrouble, progressText, wordFor } from '../../render/batch.js';
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
