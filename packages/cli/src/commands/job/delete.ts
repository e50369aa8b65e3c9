import type { Run } from '../../args/declaration.js';
import type { jobDelete } from '../../declarations/job-delete.js';
import type { Session } from '../../session.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { toJson } from '../../render/json.js';
import { tsvField, visible } from '../../render/visible.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { UsageError } from '../../usage-error.js';

export const run: Run<typeof jobDelete.flags> = async (session, flags, jobs) => {
  for (const job of jobs) checkJob(job, flags);
  if (!session.globals.yes && !session.asks) {
    throw new UsageError('deleting needs --yes where nobody can be asked; nothing was deleted', 'add --yes');
  }
  const client = await session.client();
  // All names are found before anything goes: a slip in the last word shall not cost the first job.
  const ids = new Set<string>();
  for (const job of jobs) ids.add(await jobIdOf(session, client, job, flags));
  if (!session.globals.yes) await confirm(session, jobs);
  const gone: string[] = [];
  try {
    for (const id of ids) {
      await hinting(client.jobs.delete(id, { signal: session.signal }), {
        NotFound: 'wxdi job list',
        Refused: `wxdi run cancel ${quoted(id)} @active --wait`,
        OutcomeUnknown: `wxdi job get ${quoted(id)}`,
      });
      gone.push(id);
      if (session.output !== 'json') await session.lines.push(idLine(session, id));
    }
  } finally {
    if (session.output === 'json') await session.lines.push(toJson(gone, 2));
    await session.lines.send();
  }
  client.close();
  return exitCode.done;
};

const idLine = ({ output }: Session, id: string): string => {
  if (output === 'jsonl') return toJson({ id });
  return output === 'tsv' ? tsvField(id) : visible(id);
};

const confirm = async ({ context }: Session, jobs: readonly string[]): Promise<void> => {
  const what = jobs.length === 1 ? `job "${visible(jobs[0] ?? '')}"` : `${jobs.length} jobs`;
  const answer = await context.stdin.ask(`Delete ${what} and all runs of it? [y/N] `);
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UsageError('not confirmed; nothing was deleted');
};
