import type { Command } from '@commander-js/extra-typings';
import type { Session } from '../../session.js';
import { mergeChanges, type JobDraft } from '@wxdi/sdk';
import { printChanged } from '../change.js';
import { command, type FlagsOf } from '../command.js';
import { nonEmpty } from '../../command-line/options.js';
import { UsageError } from '../../errors.js';
import { flowId } from '../../ids.js';
import { asId } from '../../input/id.js';
import { setHint } from '../../input/assignment.js';
import { quoted } from '../../render/shell.js';
import { jobView } from '../../render/views.js';
import { visible } from '../../render/visible.js';
import { settingOptions, settingsOf } from './settings.js';

const options = (command: Command) =>
  settingOptions(command)
    .option('--asset <ID>', 'asset that the job runs; this, --flow or --type is required', nonEmpty)
    .option('--flow <NAME>', 'flow that the job runs, by its exact name, instead of --asset', nonEmpty)
    .option('--type <T>', 'type of a job without an asset', nonEmpty);

type Flags = FlagsOf<typeof options>;

export const jobCreate = command({
  name: 'create',
  summary: 'Create a job',
  details: [
    'Prints the job as the service created it. --name, and --asset or --type, are required, here or in the file. Flags win over the file; lists are merged by name.',
  ],
  raw: true,
  mutates: true,
  examples: [
    ['create a job for a flow', "wxdi job create --name 'Load customers' --asset 5f2c… --param region=emea"],
    ['create a job for a flow by its name', "wxdi job create --name 'Load customers' --flow 'Customers'"],
    ['start it every day at 06:00 UTC', "wxdi job create --name Daily --asset 5f2c… --schedule '0 6 * * *'"],
    ['create it from a file', 'wxdi job create -f job.yaml --name Copy'],
  ],
  options,
  exclusive: [
    ['asset', 'flow', 'type'],
    ['retentionDays', 'retentionRuns'],
  ],
  run: async (session, flags) => {
    const { draft: asked, placed } = await draftOf(session, flags);
    const client = await session.client();
    const draft =
      flags.flow === undefined
        ? asked
        : { ...asked, assetId: await flowId(session, flags.flow), type: undefined };
    const { id } = await printChanged(session, jobView, {
      sent: placed(client.jobs.create(draft, { signal: session.signal })),
      maybe: 'the job may have been created',
      look: `wxdi job list --name ${quoted(draft.name)}`,
      hints: { Refused: setHint(draft.parameterSets) },
      done: (job) => ({ what: `job ${job.id} was created`, look: `wxdi job get ${quoted(job.id)}` }),
    });
    session.say.note(`created job ${visible(id)}`);
    session.say.next('to start it', `wxdi job start ${quoted(visible(id))}`);
  },
});

const newJob = { configuration: {}, parameters: [], parameterSets: [] };

/** The job that the flags and the file describe. */
const draftOf = async (session: Session, flags: Flags) => {
  const { edits, placed } = await settingsOf(session, flags);
  const { assetId, type, ...merged } = mergeChanges(newJob, ...edits);
  const name = merged.name;
  const kind = kindOf(flags.asset ?? flags.flow, flags.type) ?? kindOf(assetId, type);
  if (name === undefined || kind === undefined) {
    const what = name === undefined ? '--name' : '--asset or --flow, or --type for a job without an asset';
    throw new UsageError(`\`wxdi job create\` needs ${what}`, 'wxdi job create --help');
  }
  if ((flags.starts ?? flags.ends) !== undefined && !merged.schedule)
    throw new UsageError(`flag --${flags.starts === undefined ? 'ends' : 'starts'} requires --schedule`);
  // Null clears: a new job has nothing to clear.
  const settings = Object.entries(merged).filter(([, value]) => value !== null);
  const draft: JobDraft = { ...Object.fromEntries(settings), name, ...kind };
  return { draft, placed };
};

/** A job that runs an asset has the type of the asset. */
const kindOf = (assetId: string | undefined, type: string | undefined) => {
  if (assetId !== undefined) return { assetId: asId(assetId) };
  return type === undefined ? undefined : { type };
};
