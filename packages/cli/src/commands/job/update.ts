import type { Run } from '../../args/declaration.js';
import type { jobUpdate } from '../../declarations/job-update.js';
import { documentOf } from '../../args/document.js';
import { exitCode } from '../../exit-code.js';
import { hinting, quoted } from '../../hints.js';
import { printOne } from '../../output/print.js';
import { checkJob, jobIdOf } from '../../refs.js';
import { jobView } from '../../render/views.js';
import { UsageError } from '../../usage-error.js';

export const run: Run<typeof jobUpdate.flags> = async (session, flags, [job = '']) => {
  checkJob(job, flags);
  const { name, description, configuration: source } = flags;
  if (name === undefined && description === undefined && source === undefined) {
    throw new UsageError(
      'nothing to change: give --name, --description or --configuration',
      'wxdi job update --help',
    );
  }
  const members =
    source === undefined ? undefined : await documentOf(session.context, '--configuration', source);
  const { signal } = session;
  const client = await session.client();
  const id = await jobIdOf(session, client, job, flags);
  const hints = { NotFound: 'wxdi job list', OutcomeUnknown: `wxdi job get ${quoted(id)}` };
  // The sdk takes the whole configuration; what the file does not name stays as the service has it.
  const configuration =
    members === undefined
      ? {}
      : {
          configuration: {
            ...(await hinting(client.jobs.get(id, { signal }), hints)).configuration,
            ...members,
          },
        };
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...configuration,
  };
  const updated = await hinting(client.jobs.update(id, changes, { signal }), hints);
  await printOne(session, jobView, updated);
  client.close();
  return exitCode.done;
};
