import type { JsonObject, Retention } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { assignments, parameterOf, parameterSetOf, variableOf } from '../../input/assignment.js';
import { documentOf } from '../../input/document.js';

interface InputFlags {
  readonly param?: readonly string[] | undefined;
  readonly paramSet?: readonly string[] | undefined;
  readonly env?: readonly string[] | undefined;
  readonly configuration?: string | undefined;
}

/** The flags that set the inputs of a job, or override them for one run. */
export const inputsOf = async (session: Session, flags: InputFlags) => ({
  parameters: assignments('--param', flags.param, parameterOf),
  parameterSets: assignments('--param-set', flags.paramSet, parameterSetOf),
  environment: assignments('--env', flags.env, variableOf),
  configuration: await configurationOf(session, flags),
});

export const configurationOf = async (
  { context }: Session,
  { configuration }: InputFlags,
): Promise<JsonObject | undefined> =>
  configuration === undefined ? undefined : await documentOf(context, '--configuration', configuration);

/** The results of a run that notifications can be sent for. */
export const results = ['success', 'warning', 'failure'] as const;

/** Notifications for these results, and for no others. */
export const notificationsOf = (wanted: readonly string[]) => ({
  success: wanted.includes('success'),
  warning: wanted.includes('warning'),
  failure: wanted.includes('failure'),
});

export const retentionOf = (days: number | undefined, runs: number | undefined): Retention | undefined => {
  if (days !== undefined) return { days };
  return runs === undefined ? undefined : { runs };
};
