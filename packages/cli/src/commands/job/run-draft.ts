import type { RunDraft } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { jobStart } from '../../declarations/job-start.js';
import type { Session } from '../../session.js';
import { assignments, parameterOf, variableOf } from '../../args/assignment.js';
import { documentOf } from '../../args/document.js';
import { onTop, paramFile } from '../../args/param-file.js';
import { parameterSetOf } from '../../args/parameter-set.js';

type Flags = Parameters<Run<typeof jobStart.flags>>[1];

/** What one run overrides of its job, as flags and the files that they name say it. */
export const runDraftOf = async ({ context }: Session, flags: Flags): Promise<RunDraft> => {
  const { name, description, configuration } = flags;
  const files = [];
  for (const path of flags['param-file']) files.push(await paramFile(context, path));
  const own = assignments('--param', flags.param, parameterOf);
  const parameters = files.length === 0 ? own : onTop(...files, own ?? []);
  const sets = assignments('--param-set', flags['param-set'], parameterSetOf);
  const environment = assignments('--env', flags.env, variableOf);
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(sets === undefined ? {} : { parameterSets: sets }),
    ...(environment === undefined ? {} : { environment }),
    ...(configuration === undefined
      ? {}
      : { configuration: await documentOf(context, '--configuration', configuration) }),
  };
};
