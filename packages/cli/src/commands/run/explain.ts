import { isFinished, type Explanation } from '@wxdi/sdk';
import { FROM, runCommand } from '../command.js';
import { incomplete } from '../../output/incomplete.js';
import { checkReport, printReport } from '../../output/print.js';
import { explanationDetails, explanationJson } from '../../render/explanation.js';

export const runExplain = runCommand({
  name: 'explain',
  summary: 'Explain why a run failed',
  details: [
    "Prints the service's reasons, whether the limit of warnings was reached, the stage that failed first, the errors and warnings in the log by message id, the last run that completed before with what differs from it, and what to do next. Prints text, also without a terminal; -o json has everything.",
    'Exit code: 0 if everything could be read, whatever the run ended as. If the log or the last good run could not be read, the rest is printed, and the exit code is 6 or 7.',
  ],
  examples: [
    ['explain the newest run', 'wxdi run explain Nightly @latest'],
    [
      'print the message ids of its errors',
      "wxdi run explain Nightly @latest --query 'log.errors[].[id, count]'",
    ],
    ['explain a run that the service has forgotten', 'wxdi run explain Nightly RUN_ID --from ./runs'],
  ],
  options: (command) => command.option(...FROM),
  run: async (session, _flags, find) => {
    checkReport(session);
    const target = await find();
    const { client, job, run, words } = target;
    const explanation = await client.runs.explain(job, run, { signal: session.signal });
    await printReport(
      session,
      explanationJson(explanation),
      explanationDetails(explanation, target, session.style),
    );
    throwIfIncomplete(explanation, words);
  },
});

const throwIfIncomplete = ({ run, log, lastGood }: Explanation, words: string): void => {
  // A run that has not ended may have no log yet.
  const isExpected = log._tag === 'Unread' && !isFinished(run.state) && log.failure.kind === 'NotFound';
  if (log._tag === 'Unread' && !isExpected)
    throw incomplete('the log cannot be read', log.failure, `wxdi run logs ${words}`);
  if (lastGood._tag === 'Unread')
    throw incomplete('the last good run cannot be read', lastGood.failure, `wxdi run explain ${words}`);
};
