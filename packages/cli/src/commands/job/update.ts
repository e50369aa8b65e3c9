import type { Client, Job, JobChanges } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobUpdate } from '../../declarations/job-update.js';
import type { Session } from '../../session.js';
import { documentOf } from '../../args/document.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { jobView } from '../../render/views.js';
import { underWay } from '../../wait/under-way.js';
import { UsageError } from '../../usage-error.js';
import { patchFile } from './patch-file.js';

type Flags = Parameters<Run<typeof jobUpdate.flags>>[1];

export const run: Run<typeof jobUpdate.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const change = await changeOf(session, flags);
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const look = `wxdi job get ${quoted(id)}`;
  const hints = { NotFound: 'wxdi job list', OutcomeUnknown: look };
  underWay(session, 'the job may have been changed', look);
  const updated = await hinting(change(client, id), hints);
  session.remember({ what: `job ${id} was changed`, look });
  await printOne(session, jobView, updated);
  session.say.next('to start it', `wxdi job start ${quoted(id)}`);
  client.close();
  return exitCode.done;
};

type Change = (client: Client, id: string) => Promise<Job>;

const changeOf = async ({ context, signal }: Session, flags: Flags): Promise<Change> => {
  const { name, description, configuration: source, patch } = flags;
  if (patch !== undefined) {
    const operations = await patchFile(context, patch);
    return (client, id) => client.jobs.patch(id, operations, { signal });
  }
  if (name === undefined && description === undefined && source === undefined) {
    throw new UsageError(
      'nothing to change: give --name, --description, --configuration or --patch',
      'wxdi job update --help',
    );
  }
  const members = source === undefined ? undefined : await documentOf(context, '--configuration', source);
  return async (client, id) => {
    // The sdk takes the whole configuration; what the file does not name stays as the service has it.
    const before = members === undefined ? undefined : await client.jobs.get(id, { signal });
    const changes: JobChanges = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(before === undefined ? {} : { configuration: { ...before.configuration, ...members } }),
    };
    return await client.jobs.update(id, changes, { signal });
  };
};
