import { checkQuirks } from '../model/quirk-values.js';
import { isObject } from '../model/wire.js';
import type { CreateSimulatorOptions } from './options.js';

/** The names of all members of a type. */
type Names<A> = { readonly [Name in keyof Required<A>]: true };

const options: Names<CreateSimulatorOptions> = {
  token: true,
  apiKey: true,
  username: true,
  password: true,
  tokenLifetimeSeconds: true,
  projectId: true,
  projectName: true,
  spaceId: true,
  spaceName: true,
  projects: true,
  spaces: true,
  flows: true,
  environments: true,
  parameterSets: true,
  acceptUnknownFlows: true,
  jobs: true,
  history: true,
  plans: true,
  speed: true,
  quirks: true,
  seed: true,
  faults: true,
  nextRuns: true,
  clock: true,
};

const job: Names<Exclude<NonNullable<CreateSimulatorOptions['jobs']>, number>[number]> = {
  name: true,
  id: true,
  assetRef: true,
  type: true,
  description: true,
  configuration: true,
  parameters: true,
  schedule: true,
  project: true,
  space: true,
  runs: true,
  plan: true,
};

const nextRun: Names<NonNullable<CreateSimulatorOptions['nextRuns']>[number]> = {
  job: true,
  outcome: true,
  queuedMs: true,
  startingMs: true,
  runningMs: true,
  cancelingMs: true,
  resumingMs: true,
  rows: true,
  tickMs: true,
  logLines: true,
  states: true,
  log: true,
  fails: true,
};

const checkNames = (what: string, value: unknown, names: object): void => {
  if (!isObject(value)) throw new RangeError(`${what} must be an object`);
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(names, name));
  if (unknown !== undefined)
    throw new RangeError(`${what} has no member "${unknown}"; use ${Object.keys(names).join(', ')}`);
};

const listOf = (what: string, value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new RangeError(`${what} must be a list`);
  return value as readonly unknown[];
};

/**
 * Checks options that a compiler did not check, such as those of a file. Throws a `RangeError` that names the wrong
 * member and those that there are.
 */
export const checkOptions = (given: unknown): void => {
  checkNames('the simulator', given, options);
  const { jobs, quirks, faults, nextRuns } = given as CreateSimulatorOptions;
  if (typeof jobs !== 'number') {
    for (const each of listOf('jobs', jobs)) {
      checkNames('a job', each, job);
      if (typeof (each as { name?: unknown }).name !== 'string')
        throw new RangeError('a job must have a name');
    }
  }
  for (const each of listOf('nextRuns', nextRuns)) checkNames('a run of nextRuns', each, nextRun);
  listOf('faults', faults);
  if (quirks !== undefined) {
    if (!isObject(quirks)) throw new RangeError('quirks must be an object');
    checkQuirks(quirks);
  }
};
