import { command } from './command.js';
import { nonEmpty } from '../command-line/options.js';
import { Unwritable } from '../context.js';
import { UsageError } from '../errors.js';
import { exitCode } from '../exit-code.js';
import { desiredJobs } from '../job-files/desired.js';
import { planFlags, planOptions, variableFlags } from './plan-flags.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { pushAll } from '../output/lines.js';
import { checkReport } from '../output/print.js';
import { toJson } from '../render/json.js';
import { hasChanges, planLines } from '../render/plan.js';
import { visible } from '../render/visible.js';

export const plan = command({
  name: 'plan',
  summary: 'Show what has to change so that jobs are as files say',
  details: [
    'Reads job files and the jobs of the project or space, and prints what `wxdi apply` would do: + create, ~ update, with the fields and the operations of the patch, - delete, ! refused, with what would have to happen. It changes nothing.',
    'A job is found by metadata.id, or else by its exact name. Only what a file names is compared. Jobs are deleted only with --prune, and only those with the mark of --owner, which apply writes to the end of the description of jobs that it creates.',
    'Secrets and the present values of environment variables are printed as ***, values from outside the files as their reference. Prints text, also without a terminal. --out writes a file for `wxdi apply`.',
    'Exit code: 0 if the plan is complete, whatever it shows; with --detailed-exitcode 20 if it is not empty.',
  ],
  examples: [
    ['show what would change', 'wxdi plan -f jobs'],
    ['production differs in an overlay', 'wxdi plan -f jobs -f overlays/prod'],
    ['check in CI, and keep the plan', 'wxdi plan -f jobs --out plan.json --detailed-exitcode'],
  ],
  options: (added) =>
    planOptions(added)
      .option('--out <FILE>', 'also write the plan as JSON, mode 0600', nonEmpty)
      .option('--detailed-exitcode', 'exit 20 if the plan is not empty'),
  run: async (session, { out, detailedExitcode, ...flags }) => {
    checkReport(session);
    if (flags.file === undefined) throw new UsageError('flag --file is required', 'wxdi plan -f PATH');
    const options = planFlags(flags);
    const { context, signal, lines, style, say } = session;
    const desired = await desiredJobs(session, { files: flags.file, ...variableFlags(flags) });
    const path = out === undefined ? undefined : await pathOf(context.writablePath(out), out);
    const client = await session.client();
    const reading = client.jobs.plan(desired, { ...options, signal });
    const planned = await session.spinner.during(() => 'reading jobs', reading);
    if (path !== undefined) {
      try {
        await context.writePrivate(path, `${toJson(planned, 2)}\n`);
      } catch (error) {
        throw new Unwritable((error as Error).message, { cause: error });
      }
    }
    if (wantsDocument(session)) await printDocument(session, planned);
    else {
      await pushAll(lines, planLines(planned, style), (line) => line);
      await lines.send();
    }
    if (path !== undefined) say.note(`the plan was written to ${visible(out)}`);
    if (hasChanges(planned.counts))
      say.next('to apply it', path === undefined ? 'wxdi apply -f PATH' : `wxdi apply ${visible(out)}`);
    return detailedExitcode === true && hasChanges(planned.counts) ? exitCode.planned : exitCode.done;
  },
});

/** Before anything is read. */
const pathOf = async (writable: Promise<string>, file: string): Promise<string> => {
  try {
    return await writable;
  } catch (error) {
    throw new UsageError(`--out ${file} cannot be written: ${(error as Error).message}`);
  }
};
