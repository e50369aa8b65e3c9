import type { RunDraft } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobStart } from '../../declarations/job-start.js';
import type { Session } from '../../session.js';
import { assignments, parameterOf, variableOf } from '../../args/assignment.js';
import { documentOf } from '../../args/document.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { visible } from '../../render/visible.js';
import { runView } from '../../render/views.js';
import { UsageError } from '../../usage-error.js';
import { followRun } from '../../wait/follow.js';
import { outcomeCode } from '../../wait/outcome.js';

type Flags = Parameters<Run<typeof jobStart.flags>>[1];

export const run: Run<typeof jobStart.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  if (flags.follow && session.output === 'json') {
    throw new UsageError(
      '--follow prints a stream, and -o json is one document: use -o jsonl',
      'add -o jsonl',
    );
  }
  const draft = await draftOf(session, flags);
  const { signal, say } = session;
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const find = `wxdi run list ${quoted(id)} --limit 5`;
  session.interrupts.onFirst(() => {
    say.note(`interrupted while the run was being started: it may go on; to find out: ${find}`);
  });
  const handle = await hinting(client.jobs.start(id, draft, { signal }), {
    NotFound: 'wxdi job list',
    OutcomeUnknown: find,
  });
  const started = handle.started ?? (await handle.get({ signal }));
  const next = `wxdi run wait ${quoted(id)} ${quoted(started.id)}`;
  if (!flags.wait && !flags.follow) {
    await printOne(session, runView, started);
    say.note(`started run ${visible(started.id)}; to wait for its end: ${visible(next)}`);
    client.close();
    return exitCode.done;
  }
  say.note(`started run ${visible(started.id)}`, { jobId: id, runId: started.id });
  const followed = { job: id, run: started.id, justStarted: true, logs: flags.follow };
  const ended = await followRun(session, client, followed, flags);
  // With --follow the log is the data; in jsonl the result is the last event already.
  if (!flags.follow && session.output !== 'jsonl') await printOne(session, runView, ended);
  client.close();
  return outcomeCode(ended.state, flags);
};

const draftOf = async (session: Session, flags: Flags): Promise<RunDraft> => {
  const { name, description, configuration } = flags;
  const parameters = assignments('--param', flags.param, parameterOf);
  const environment = assignments('--env', flags.env, variableOf);
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(environment === undefined ? {} : { environment }),
    ...(configuration === undefined
      ? {}
      : { configuration: await documentOf(session.context, '--configuration', configuration) }),
  };
};
