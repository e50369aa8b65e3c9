import type { Client, RunDraft } from '@wxdi/sdk';
import type { Session } from '../../session.js';

/** The same draft, with the ids of those parameter sets that the job has by the same name. */
export const withSetRefs = async (
  { signal }: Session,
  client: Client,
  job: string,
  draft: RunDraft,
): Promise<RunDraft> => {
  const { parameterSets } = draft;
  if (parameterSets === undefined || parameterSets.every(({ ref }) => ref !== undefined)) return draft;
  const { parameterSets: own } = await client.jobs.get(job, { signal });
  const refs = new Map(own.map(({ name, ref }) => [name, ref]));
  return {
    ...draft,
    parameterSets: parameterSets.map((set) => {
      const ref = set.ref ?? refs.get(set.name);
      return ref === undefined ? set : { ...set, ref };
    }),
  };
};
