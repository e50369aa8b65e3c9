import type { JsonObject } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { UsageError } from '../../errors.js';
import { environmentId } from '../../ids.js';
import { assignments, parameterOf, parameterSetOf, variableOf } from '../../input/assignment.js';
import { documentOf } from '../../input/document.js';
import { isObject } from '../../input/object.js';
import { quoted } from '../../render/shell.js';

interface InputFlags {
  readonly param?: readonly string[] | undefined;
  readonly paramSet?: readonly string[] | undefined;
  readonly env?: readonly string[] | undefined;
  readonly environment?: string | undefined;
  readonly configuration?: string | undefined;
}

/** The flags that set the inputs of a job, or override them for one run. */
export const inputsOf = async (session: Session, flags: InputFlags) => ({
  parameters: assignments('--param', flags.param, parameterOf),
  parameterSets: assignments('--param-set', flags.paramSet, parameterSetOf),
  environment: assignments('--env', flags.env, variableOf),
  environmentId: await environmentOf(session, flags),
  configuration: await configurationOf(session, flags),
});

/** `none` removes the environment of a job. */
const environmentOf = async (
  session: Session,
  { environment: text }: InputFlags,
): Promise<string | undefined> =>
  text === undefined || text === 'none' ? text : await environmentId(session, text);

const configurationOf = async (
  { context }: Session,
  { configuration: source }: InputFlags,
): Promise<JsonObject | undefined> => {
  if (source === undefined) return undefined;
  const value = await documentOf(context, '--configuration', source);
  if (!isRequest(value)) return value;
  const file = source.replace(/^@/, '');
  throw new UsageError(
    `--configuration ${source} contains a whole job or run. Pass only its configuration; use --param-file for its job_parameters, --param-set for its parameter_sets, and --name for its name`,
    file === '-'
      ? undefined
      : `jq 'first(.. | .configuration? // empty)' ${quoted(file)} | wxdi job start JOB --configuration -`,
  );
};

/**
 * Whether an object is a job or run in the form of the service, as cpdctl takes it. The job_parameters of a
 * configuration are texts.
 */
const isRequest = (value: JsonObject): boolean =>
  ['job', 'job_run', 'entity', 'configuration'].some((member) => isObject(value[member])) ||
  Array.isArray(value['parameter_sets']) ||
  (Array.isArray(value['job_parameters']) && value['job_parameters'].some(isObject));
