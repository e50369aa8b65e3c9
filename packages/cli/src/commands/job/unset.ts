import type { EditedJob, JobEdit } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { environmentOf } from '@wxdi/sdk';
import { namesOf } from '../../confirm.js';
import { UsageError } from '../../errors.js';
import { parameterOf, parameterSetOf, variableOf } from '../../input/assignment.js';
import { didYouMean } from '../../input/nearest.js';
import { visible } from '../../render/visible.js';

interface Flags {
  readonly param?: readonly string[] | undefined;
  readonly paramSet?: readonly string[] | undefined;
  readonly env?: readonly string[] | undefined;
  readonly unsetParam?: readonly string[] | undefined;
  readonly unsetParamSet?: readonly string[] | undefined;
  readonly unsetEnv?: readonly string[] | undefined;
}

type Unset = NonNullable<JobEdit['unset']>;
type Kind = keyof Unset;

/** The names that the flags remove from the lists of a job. */
export const unsetOf = (flags: Flags): Unset => ({
  parameters: namesToUnset('param', flags.unsetParam, flags.param?.map(parameterOf)),
  parameterSets: namesToUnset('param-set', flags.unsetParamSet, flags.paramSet?.map(parameterSetOf)),
  environment: namesToUnset('env', flags.unsetEnv, flags.env?.map(variableOf)),
});

const namesToUnset = (
  flag: string,
  names: readonly string[] | undefined,
  set: readonly { readonly name: string }[] = [],
): readonly string[] | undefined => {
  const both = names?.find((name) => set.some((item) => item.name === name));
  if (both !== undefined) throw new UsageError(`--unset-${flag} ${both} and --${flag} contradict each other`);
  return names;
};

const kinds: readonly (readonly [
  kind: Kind,
  noun: string,
  of: (job: EditedJob) => readonly { name: string }[],
])[] = [
  ['parameters', 'parameter', ({ parameters }) => parameters],
  ['parameterSets', 'parameter set', ({ parameterSets }) => parameterSets],
  ['environment', 'environment variable', ({ configuration }) => environmentOf(configuration)],
];

/** Collects what the changed jobs have, to warn of names to remove that none of them has. */
export const unknownNames = (unset: Unset) => {
  const seen: EditedJob[] = [];
  return {
    sees: (job: EditedJob): void => void seen.push(job),
    /** `owner` is the subject of the warnings: `the job has no`. */
    warn: ({ say }: Pick<Session, 'say'>, owner: string): void => {
      if (seen.length === 0) return;
      for (const [kind, noun, of] of kinds) {
        const known = [...new Set(seen.flatMap(of).map(({ name }) => name))];
        for (const name of (unset[kind] ?? []).filter((each) => !known.includes(each))) {
          const others = known.length === 0 ? '' : `; it has ${namesOf(known)}`;
          const near = visible(didYouMean(name, known));
          say.warn(`${owner} ${noun} "${visible(name)}"${near || (seen.length === 1 ? others : '')}`);
        }
      }
    },
  };
};
