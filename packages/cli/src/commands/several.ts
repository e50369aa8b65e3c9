import type { Session } from '../session.js';
import { confirm, type Done } from '../confirm.js';
import { eachAtOnce } from '../each-at-once.js';
import { explained, isKind, wxdiErrorIn } from '../errors.js';
import { worstOf } from '../worst.js';
import { visible } from '../render/visible.js';

/** A change of several jobs or runs. */
export interface Several<Item, A> {
  readonly items: readonly Item[];
  readonly noun: 'job' | 'run';
  /** The id or name of an item in messages. */
  readonly label: (item: Item) => string;
  readonly done: Done;
  /** Asked once, before the first request. */
  readonly question?: string | undefined;
  readonly change: (item: Item) => Promise<A>;
  /** The command that shows what was changed. */
  readonly look: string;
  /** Prints the results of the items that were changed. */
  readonly print: (results: readonly A[]) => Promise<void>;
}

/** How far the change of an item is. `unknown`: its request was sent, and has no answer. */
type End<A> =
  | { readonly kind: 'done'; readonly result: A }
  | { readonly kind: 'unknown' | 'not'; readonly error?: unknown };

/**
 * Changes several things after one confirmation, at most eight at once, and reports each. A failure does not stop the
 * others, except a missing permission. Prints the results of all that were changed, also after a signal, and then throws
 * the worst failure.
 */
export const changeEach = async <Item, A>(session: Session, several: Several<Item, A>): Promise<void> => {
  const { items, noun, label, done, question, change, look, print } = several;
  const { dryRun, interrupts, signal, say, spinner } = session;
  if (items.length === 0) say.note(`no ${noun} to ${words[done].verb}`);
  else if (question !== undefined) await confirm(session, question, done);
  if (dryRun !== undefined) {
    for (const item of items) await dryRun.step(() => change(item));
    return;
  }
  const ends = new Map<Item, End<A>>();
  const progress = () => progressOf(several, ends);
  interrupts.onFirst(
    (by) => {
      if (by === 'timeout') return;
      const { text, ...ids } = progress();
      say.last(`interrupted: ${text}`, ids);
      say.last(`  to find out:  ${look}`);
    },
    () => {
      const { text, not } = progress();
      return not.length === items.length ? {} : { rest: `; ${text}`, hint: look };
    },
  );
  let stopped = false;
  const changing = eachAtOnce(items, async (item) => {
    if (stopped || signal.aborted) return;
    ends.set(item, { kind: 'unknown' });
    try {
      ends.set(item, { kind: 'done', result: await change(item) });
    } catch (error) {
      ends.set(item, { kind: wxdiErrorIn(error)?.outcome === 'unknown' ? 'unknown' : 'not', error });
      stopped ||= isKind(error, 'NotPermitted');
    }
  });
  const doing = () => `${words[done].doing} ${noun}s: ${progress().done.length} of ${items.length}`;
  await spinner.during(doing, changing);
  const all = items.map((item) => ({ item, ...(ends.get(item) ?? { kind: 'not' as const }) }));
  await print(all.flatMap((end) => (end.kind === 'done' ? [end.result] : [])));
  const failed = all.flatMap((end) => ('error' in end ? [end] : []));
  for (const { item, kind, error } of failed.length > 1 && !signal.aborted ? failed : []) {
    const what = kind === 'unknown' ? `may not have been ${done}` : `was not ${done}`;
    say.warn(`${noun} ${visible(label(item))} ${what}: ${visible(messageOf(error))}`);
  }
  const worst = worstOf(failed.map(({ error }) => error));
  if (worst === undefined) return;
  const { text } = progress();
  const message = failed.length === 1 ? `${text}: ${messageOf(worst)}` : text;
  throw items.length === 1 ? worst : explained(worst, { message, hint: look });
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const words: Readonly<Record<Done, { readonly verb: string; readonly doing: string }>> = {
  deleted: { verb: 'delete', doing: 'deleting' },
  canceled: { verb: 'cancel', doing: 'canceling' },
  changed: { verb: 'change', doing: 'changing' },
  applied: { verb: 'apply', doing: 'applying' },
};

/** What was changed, what may have been, and what was not. */
const progressOf = <Item, A>(
  { items, noun, label, done: changed }: Several<Item, A>,
  ends: ReadonlyMap<Item, End<A>>,
) => {
  const of = (kind: End<A>['kind']): readonly string[] =>
    items.filter((item) => (ends.get(item)?.kind ?? 'not') === kind).map(label);
  const [done, unknown, not] = [of('done'), of('unknown'), of('not')];
  const was = (list: readonly string[]): string => (list.length === 1 ? 'was' : 'were');
  if (items.length === 1) {
    const what = unknown.length === 1 ? 'may have been' : `was${not.length === 1 ? ' not' : ''}`;
    return {
      text: `${noun} ${items.map(label).map(visible).join('')} ${what} ${changed}`,
      done,
      unknown,
      not,
    };
  }
  const parts = [
    `${done.length} of ${items.length} ${noun}s ${was(done)} ${changed}`,
    unknown.length === 0 ? '' : `${unknown.length} may have been`,
    not.length === 0 ? '' : `${not.length} ${was(not)} not`,
  ];
  return { text: parts.filter((part) => part !== '').join(', '), done, unknown, not };
};
