import type { Comparison, Explanation, LogFindings, MessageGroup, NextStep, WarnLimit } from '@wxdi/sdk';
import type { Style } from './style.js';
import type { Details } from './views.js';
import { isFinished } from '@wxdi/sdk';
import { missingText } from './log.js';
import { showFailedStage, showReason, runFacts } from './run-facts.js';
import { diffDetails, diffJson, labeled, runSummary, showGroup, showRun, statusOf } from './run-diff.js';
import { showState } from './run-state.js';
import { showTime } from './views.js';
import { visible } from './visible.js';

export const explanationJson = (explanation: Explanation): object => {
  const { run, reasons, warnLimit, failedStage, log, lastGood, nextSteps } = explanation;
  return {
    run: runSummary(run),
    reasons,
    warnLimit: warnLimit ?? null,
    failedStage: statusOf(failedStage),
    log: statusOf(log),
    lastGood:
      lastGood._tag === 'Found'
        ? { status: 'found', run: runSummary(lastGood.run), diff: diffJson(lastGood.diff) }
        : statusOf(lastGood),
    nextSteps,
  };
};

/** The most message ids that are shown; JSON has all. */
const mostGroups = 20;

export const explanationDetails = (
  { run, reasons, warnLimit, failedStage, log, lastGood, nextSteps }: Explanation,
  { words, word }: { readonly words: string; readonly word: string },
  style: Style,
): Details => [
  ['State', [showState(visible(run.state), style), ...runFacts(run, run.durationSeconds)].join('  ')],
  ['Run', [run.name, run.id].map(visible).join('  ')],
  ['Created', showTime(run.createdAt)],
  ...labeled('Reason', reasons.map(showReason)),
  ...labeled('Warn limit', warnLimit === undefined ? [] : [showWarnLimit(warnLimit)]),
  ...labeled('First failed', failedStage._tag === 'Failed' ? [showFailedStage(failedStage)] : []),
  ...logDetails(log, isFinished(run.state)),
  ...lastGoodDetails(lastGood, style),
  ...labeled(
    'Next',
    nextSteps.map((step) => adviceOf(step, words, word)),
  ),
];

const showWarnLimit = ({ limit, warnings, reached }: WarnLimit): string => {
  const seen = warnings === undefined ? '' : `: ${warnings} warnings in the log`;
  const verdicts: Readonly<Record<WarnLimit['reached'], string>> = {
    yes: `the limit of ${limit} was reached${seen}`,
    no: `the limit of ${limit} was not reached${seen}`,
    unknown: `it is not known whether the limit of ${limit} was reached${seen}`,
  };
  return verdicts[reached];
};

const logDetails = (log: LogFindings, hasEnded: boolean): Details => {
  if (log._tag === 'Unread') {
    const isEarly = !hasEnded && log.failure.kind === 'NotFound';
    return [['Log', isEarly ? 'not written yet' : visible(`cannot be read (${log.failure.message})`)]];
  }
  const cut = log._tag === 'Cut' ? `${missingText(log.missing)}, which may have other messages` : '';
  const none = log.entries === 0 ? 'the log is empty' : 'no errors in the log';
  return [
    ...labeled('Errors', groups(log.errors)),
    ...labeled('Warnings', groups(log.warnings)),
    ['Log', cut !== '' ? cut : log.errors.length === 0 ? none : ''],
  ];
};

const groups = (all: readonly MessageGroup[]): readonly string[] => [
  ...all.slice(0, mostGroups).map((group) => `${showGroup(group)}${timesOf(group)}`),
  ...(all.length > mostGroups ? [`and ${all.length - mostGroups} more messages; -o json has all`] : []),
];

const timesOf = ({ firstAt, lastAt }: MessageGroup): string => {
  if (firstAt === undefined) return '';
  return `  ${showTime(firstAt)}${lastAt === firstAt ? '' : ` to ${showTime(lastAt)}`}`;
};

const lastGoodDetails = (good: Comparison, style: Style): Details => {
  switch (good._tag) {
    case 'Found':
      return [
        ['Last good run', showRun(good.run, style)],
        ...diffDetails(good.diff).map(([label, value]) => [label === '' ? '' : `  ${label}`, value] as const),
      ];
    case 'None': {
      const searched = `none was found among ${good.searched} completed runs`;
      return [['Last good run', good.isCertain ? 'none: no earlier run completed' : searched]];
    }
    case 'Unread':
      return [['Last good run', visible(`cannot be read (${good.failure.message})`)]];
  }
};

const adviceOf = (step: NextStep, words: string, word: string): string => {
  const advice: Readonly<Record<NextStep, string>> = {
    wait: `the run is active: wxdi run wait ${words}`,
    'read-log': `read the log again later: wxdi run logs ${words}`,
    'raise-warn-limit': `look at the warnings, or start it with a higher limit: wxdi job start ${word} --warn-limit N`,
    'check-stage': `look at the rows of its stages and links: wxdi run metrics ${words}`,
    'check-errors': `read the errors: wxdi run logs ${words} --level error`,
    'check-inputs': 'check the parameters and settings that differ from the last good run',
    'start-again': `its inputs are those of the last good run: check its data and the systems it uses, then wxdi job start ${word}`,
  };
  return advice[step];
};
