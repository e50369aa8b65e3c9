import { JOB, jobCommand, JOBS } from '../command.js';
import { changeEach } from '../several.js';
import { nonEmpty } from '../../command-line/options.js';
import { checkConfirmable, namesOf } from '../../confirm.js';
import { hinting } from '../../errors.js';
import { printIds } from '../../output/print.js';
import { selectedJobs } from '../../select.js';

export const jobDelete = jobCommand({
  name: 'delete',
  alias: 'rm',
  summary: 'Delete jobs and all their runs',
  details: [
    'Asks once for confirmation on a terminal; otherwise --yes is required. All jobs are looked up before one is deleted. Prints the ids of the deleted jobs.',
  ],
  mutates: true,
  needsWholeIds: true,
  examples: [
    ['delete one job, after confirmation', "wxdi job delete 'Load customers'"],
    ['delete several, in a script', 'wxdi job delete --yes Nightly Weekly'],
    ['show which jobs would be deleted', "wxdi job delete --job 'Test *' --dry-run"],
  ],
  args: [{ ...JOB, many: true, unless: 'job' }],
  options: (command) => command.option(...JOBS, nonEmpty),
  run: async (session, flags, _find, words) => {
    checkConfirmable(session, 'deleted');
    const jobs = await selectedJobs(session, flags, words);
    const names = namesOf(jobs.map(({ label }) => label));
    await changeEach(session, {
      items: jobs,
      noun: 'job',
      label: ({ job }) => job,
      done: 'deleted',
      question:
        jobs.length === 1
          ? `Delete job "${names}" and all its runs?`
          : `Delete ${jobs.length} jobs and all their runs: ${names}?`,
      change: async ({ client, job, word }) => {
        await hinting(client.jobs.delete(job, { signal: session.signal }), {
          NotFound: 'wxdi job list',
          Refused: `wxdi run cancel ${word} --all-active --wait`,
          OutcomeUnknown: `wxdi job get ${word}`,
        });
        return job;
      },
      look: jobs.length === 1 ? `wxdi job get ${jobs[0]?.word ?? ''}` : 'wxdi job list',
      print: (deleted) => printIds(session, deleted),
    });
    session.say.next('remaining jobs', 'wxdi job list');
  },
});
