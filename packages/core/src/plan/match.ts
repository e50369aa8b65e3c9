import type * as wire from '@wxdi/bindings';
import type { DesiredJob } from '../domain/job-document.js';
import type { Issue } from '../errors/api-error.js';
import type { RefusedJob } from './plan.js';
import { named } from '../domain/name.js';

/** A document and the job that it describes; `undefined` for a new one. */
export interface Match {
  readonly desired: DesiredJob;
  readonly live: wire.Job | undefined;
  readonly refused?: RefusedJob | undefined;
}

const idOf = (job: wire.Job): string => job.metadata.asset_id;

/** Finds the job of each document: by the id if it has one, otherwise by the exact name. */
export const matchJobs = (desired: readonly DesiredJob[], live: readonly wire.Job[]): readonly Match[] => {
  const rows = live.map((job) => ({ name: job.metadata.name, job }));
  const byId = new Map(live.map((job) => [idOf(job).toLowerCase(), job]));
  const byName = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = row.name.normalize();
    byName.set(key, [...(byName.get(key) ?? []), row]);
  }
  const ofName = (name: string): readonly wire.Job[] =>
    named(name)(byName.get(name.normalize()) ?? []).map(({ job }) => job);

  return desired.map((each): Match => {
    const { id, name } = each.document.metadata;
    const found = ofName(name);
    const refuse = (reason: string, remedy: string, candidates: readonly wire.Job[] = []): Match => ({
      desired: each,
      live: undefined,
      refused: {
        action: 'refused',
        name,
        ...(id === undefined ? {} : { id }),
        reason,
        remedy,
        ...(candidates.length === 0 ? {} : { candidates: candidates.map(idOf) }),
      },
    });
    if (id === undefined) {
      return found.length > 1
        ? refuse(
            `${found.length} jobs are named "${name}"`,
            'add metadata.id with the id of one of them, or rename the others',
            found,
          )
        : { desired: each, live: found[0] };
    }
    const job = byId.get(id.toLowerCase());
    if (job === undefined)
      return refuse(`no job has the id ${id}`, 'remove metadata.id to create the job', found);
    const others = found.filter((other) => other !== job && job.metadata.name !== name);
    return others.length > 0
      ? refuse(`the new name "${name}" is that of another job`, 'rename the other job first', others)
      : { desired: each, live: job };
  });
};

/** What is wrong with documents that describe the same job. */
export const conflictsOf = (matches: readonly Match[]): readonly Issue[] => [
  ...repeated(
    matches,
    ({ desired }) => desired.document.metadata.name.normalize(),
    (name) => ({
      path: 'metadata.name',
      expected: 'one document for each name',
      received: `two for "${name}"`,
    }),
  ),
  ...repeated(
    matches.filter(({ live }) => live !== undefined),
    ({ live }) => (live === undefined ? '' : idOf(live)),
    (id, names) => ({
      path: 'metadata.id',
      expected: 'one document for each job',
      received: `${names.map((name) => `"${name}"`).join(' and ')} for job ${id}`,
    }),
  ),
];

const repeated = (
  matches: readonly Match[],
  keyOf: (match: Match) => string,
  issue: (key: string, names: readonly string[]) => Issue,
): readonly Issue[] => {
  const names = new Map<string, readonly string[]>();
  for (const match of matches) {
    const key = keyOf(match);
    names.set(key, [...(names.get(key) ?? []), match.desired.document.metadata.name]);
  }
  return [...names].flatMap(([key, all]) => (all.length > 1 ? [issue(key, all)] : []));
};
