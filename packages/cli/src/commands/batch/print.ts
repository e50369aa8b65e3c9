import type { BatchReport } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { succeeded } from '@wxdi/sdk';
import { eachAtOnce } from '../../each-at-once.js';
import { exitCode, outcomeCode, rankOf } from '../../exit-code.js';
import { failureOf } from '../../failure.js';
import { printAll, printDetails } from '../../output/print.js';
import { batchDetails, batchView, countsText, isTrouble } from '../../render/batch.js';
import { visible } from '../../render/visible.js';

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
