import type { DesiredJob, Plan } from '@wxdi/sdk';
import type { Session } from '../session.js';
import type { FlagsOf } from './command.js';
import { command } from './command.js';
import { carryOut } from '../apply/carry-out.js';
import { unsentOf } from '../apply/unsent.js';
import { checkConfirmable, isConfirmed } from '../confirm.js';
import { Conflict, UsageError } from '../errors.js';
import { desiredJobs, resolvedAgain } from '../job-files/desired.js';
import { planFlags, planOptions, variableFlags } from './plan-flags.js';
import { planFile } from '../job-files/plan-file.js';
import { countsText, planLines } from '../render/plan.js';

type Flags = FlagsOf<typeof planOptions>;

export const apply = command<Flags>({
  name: 'apply',
  summary: 'Make jobs be as files, or a plan, say',
  details: [
    'Prints the plan on stderr, asks for confirmation on a terminal, and carries it out; otherwise --yes is required. Prints what was done for each job. `wxdi plan` describes files and flags.',
    'With PLAN, everything is read again first: if a job, a file of values or a variable has changed since the plan was made, the exit code is 5 and nothing is sent. The values of references are not in the plan: give --var and --var-file again.',
    'At most eight jobs at once. Each is read again just before it is changed, and not touched if it has changed; the service cannot rule out a change by others within the milliseconds in between. Jobs are deleted last, and only if all others succeeded.',
    'If it is interrupted, writes under way are finished, for at most ten seconds. Run it again to do what is left: a creation whose answer was lost never makes two jobs.',
    'Exit code: 0 if all was done, or nothing was confirmed; 5 with nothing sent if the plan has refused jobs; else the worst of the failures.',
  ],
  mutates: true,
  examples: [
    ['apply files, after confirmation', 'wxdi apply -f jobs'],
    ['apply exactly what was reviewed', 'wxdi apply plan.json --yes'],
    ['delete what is no longer in the files', 'wxdi apply -f jobs --owner sales --prune'],
  ],
  args: [{ name: 'PLAN', summary: 'file that `wxdi plan --out` has written', unless: 'file' }],
  options: planOptions,
  run: async (session, flags, [path]) => {
    checkConfirmable(session, 'applied');
    const options = planFlags(flags);
    const { signal, say, dryRun } = session;
    const given = path === undefined ? undefined : await fromPlan(session, flags, path);
    const desired = given?.desired ?? (await fromFiles(session, flags));
    const client = await session.client();
    const plan =
      given?.plan ??
      (await session.spinner.during(() => 'reading jobs', client.jobs.plan(desired, { ...options, signal })));
    for (const line of planLines(plan, session.stderrStyle)) if (!say.json) say.shown(line);
    const { create, update, delete: deletes, refused, unchanged } = plan.counts;
    if (refused > 0)
      throw new Conflict(
        `${refused === 1 ? '1 job' : `${refused} jobs`} of the plan cannot be applied; nothing was sent`,
        'correct the files as the plan says',
      );
    if (dryRun !== undefined) {
      dryRun.unsent.push(...unsentOf(plan));
      return;
    }
    const changes = create + update + deletes;
    const question = `Apply this plan: ${countsText({ ...plan.counts, unchanged: 0 })}?`;
    if (changes > 0 && !(await isConfirmed(session, question))) {
      say.note('not confirmed; nothing was applied');
      return;
    }
    await carryOut(session, client, plan, desired);
    if (changes === 0 && unchanged > 0) say.note('nothing to apply');
  },
});

const fromFiles = async (session: Session, flags: Flags): Promise<readonly DesiredJob[]> =>
  await desiredJobs(session, { files: flags.file ?? [], ...variableFlags(flags) });

interface FromPlan {
  readonly plan: Plan;
  readonly desired: readonly DesiredJob[];
}

const fromPlan = async (session: Session, flags: Flags, path: string): Promise<FromPlan> => {
  const flag = (['owner', 'adopt', 'prune'] as const).find((name) => flags[name] !== undefined);
  if (flag !== undefined) throw new UsageError(`PLAN and flag --${flag} are mutually exclusive`);
  const plan = await planFile(session, path);
  const written = plan.documents.map((document) => ({ document, label: path }));
  return { plan, desired: await resolvedAgain(session, written, variableFlags(flags)) };
};
