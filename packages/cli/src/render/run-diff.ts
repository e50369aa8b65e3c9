import type { Change, ComparedRuns, JobRun, MessageGroup, NamedChange, RowsChange, RunDiff } from '@wxdi/sdk';
import type { Style } from './style.js';
import type { Details } from './views.js';
import { isFinished, printJson } from '@wxdi/sdk';
import { showSeconds } from './duration.js';
import { runJson } from './json.js';
import { missingText } from './log.js';
import { showState } from './run-state.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

/** Values under one label. */
export const labeled = (label: string, values: readonly string[]): Details =>
  values.map((value, i) => [i === 0 ? label : '', value] as const);

/** A run in one line: id, state and creation. */
export const showRun = (run: JobRun, style: Style): string =>
  [visible(run.id), showState(visible(run.state), style), showTime(run.createdAt)].join('  ').trim();

/** What identifies a run, its result and its totals; its parameters may be secrets. */
export const runSummary = (run: JobRun): object => {
  const { parameters: _, configuration: _c, metrics: _m, ...summary } = runJson(run, isFinished(run.state));
  return summary;
};

/** A tagged result for JSON. */
export const statusOf = ({ _tag, ...rest }: { readonly _tag: string }): object => ({
  status: _tag.charAt(0).toLowerCase() + _tag.slice(1),
  ...rest,
});

export const diffJson = ({ messages, ...diff }: RunDiff): object => ({
  ...diff,
  messages: statusOf(messages),
});

export const comparedJson = ({ before, after, diff }: ComparedRuns): object => ({
  before: runSummary(before),
  after: runSummary(after),
  ...diffJson(diff),
});

export const comparedDetails = ({ before, after, diff }: ComparedRuns, style: Style): Details => [
  ['From', showRun(before, style)],
  ['To', showRun(after, style)],
  ...diffDetails(diff),
];

const showValue = (value: unknown): string => {
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' ? value : printJson(value);
  return text === '' ? '(empty)' : visible(text);
};

const showChange = <A>({ before, after }: Change<A>, show: (value: A) => string = showValue): string =>
  [before, after].map((value) => (value === undefined ? '(none)' : show(value))).join(' → ');

const named = (changes: readonly NamedChange[]): readonly string[] =>
  changes.map(({ name, ...change }) => `${visible(name)}: ${showChange(change)}`);

const count = (value: number): string => value.toLocaleString('en-US');

const rows = (changes: readonly RowsChange[]): readonly string[] =>
  changes.map(({ name, state, rowsRead, rowsWritten }) => {
    const parts = [
      state && showChange(state),
      rowsRead && `rows read ${showChange(rowsRead, count)}`,
      rowsWritten && `rows written ${showChange(rowsWritten, count)}`,
    ];
    return `${visible(name)}: ${parts.filter((part) => part !== undefined).join(', ')}`;
  });

/** A message id, its number of entries, and the first line of its first text. */
export const showGroup = ({ id, count: entries, text }: MessageGroup): string => {
  const [line = ''] = text.split('\n');
  return visible(`${id ?? '(no id)'}${entries === 1 ? '' : ` (${entries} times)`}: ${line}`);
};

/** What differs, without the runs themselves; one line if nothing does. */
export const diffDetails = (diff: RunDiff): Details => {
  const { state, durationSeconds, rowsRead, rowsWritten, messages } = diff;
  const one = <A>(change: Change<A> | undefined, show?: (value: A) => string): readonly string[] =>
    change === undefined ? [] : [showChange(change, show)];
  const differences = [
    ...labeled('State', one(state)),
    ...labeled('Parameters', named(diff.parameters)),
    ...labeled('Parameters', inputNotes(diff)),
    ...labeled('Parameter sets', named(diff.parameterSets)),
    ...labeled('Environment', named(diff.environment)),
    ...labeled('Configuration', named(diff.configuration)),
    ...labeled('Duration', one(durationSeconds, showSeconds)),
    ...labeled('Rows read', one(rowsRead, count)),
    ...labeled('Rows written', one(rowsWritten, count)),
    ...labeled('Stages', rows(diff.stages)),
    ...labeled('Links', rows(diff.links)),
    ...(messages._tag === 'NotCompared'
      ? []
      : [
          ...labeled('New messages', messages.added.map(showGroup)),
          ...labeled('Gone messages', messages.gone.map(showGroup)),
        ]),
  ];
  const none: Details = differences.length === 0 ? [['Differences', 'none']] : [];
  const masked = labeled('Not compared', maskedNote(diff));
  return [...none, ...differences, ...masked, ...messageNotes(diff)];
};

const inputNotes = ({ inputsNotSent }: RunDiff): readonly string[] => {
  if (inputsNotSent === undefined) return [];
  const side = inputsNotSent.before === undefined ? 'after' : 'before';
  return [`not compared: the service did not send those of the run ${side}`];
};

const maskedNote = ({ masked = [] }: RunDiff): readonly string[] =>
  masked.length === 0 ? [] : [`masked in both runs: ${masked.map(visible).join(', ')}`];

/** Why the message ids are not, or not completely, compared. */
const messageNotes = ({ messages }: RunDiff): Details => {
  if (messages._tag === 'NotCompared') {
    const { before, after } = messages;
    const why = [before && `before: ${before.message}`, after && `after: ${after.message}`];
    const text = why.filter((part) => part !== undefined).join('; ');
    return [['Messages', visible(`not compared, since a log cannot be read (${text})`)]];
  }
  const cut = [
    messages.missing.before > 0 ? `log before: ${missingText(messages.missing.before)}` : undefined,
    messages.missing.after > 0 ? `log after: ${missingText(messages.missing.after)}` : undefined,
  ].filter((part) => part !== undefined);
  return cut.length === 0 ? [] : [['Messages', `compared in part (${cut.join('; ')})`]];
};
