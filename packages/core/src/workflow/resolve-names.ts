import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { DesiredJob, JobDocument, JobSpec } from '../domain/job-document.js';
import type { Issue } from '../errors/api-error.js';
import type { WorkflowError } from '../errors/workflow-error.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { parallel } from '../effect/parallel.js';
import { ambiguousName, invalidInput, notFound } from '../errors/workflow-error.js';
import { atOnce } from './runs-of-jobs.js';
import { searchWords, type FlowType, type NamedAsset, type SearchEnv } from './search-assets.js';

type Program<A> = ReaderTaskEither<SearchEnv, WorkflowError, A>;

type What = 'flow' | 'environment' | 'parameter set';

/** A name in documents whose id is needed, and the types of assets that it can be. */
interface WantedName {
  readonly what: What;
  readonly name: string;
  readonly types: readonly string[];
}

const flowTypes: readonly FlowType[] = ['data_intg_flow', 'streamsets_flow'];

/** Ids of environments contain a UUID, but may have a word before it: `default_datastage_px-…`. */
const environmentId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The documents with the ids of flows and environments in place of their names. `knownIds`: ids of environments that jobs
 * have, whatever their form.
 */
export const resolveAssets = (
  desired: readonly DesiredJob[],
  knownIds: ReadonlySet<string>,
): Program<readonly DesiredJob[]> => {
  const environmentOf = ({ environment }: JobSpec): string | undefined =>
    typeof environment !== 'string' ||
    environment === '' ||
    environmentId.test(environment) ||
    knownIds.has(environment)
      ? undefined
      : environment;
  const wanted = desired.flatMap(({ document: { spec } }): readonly WantedName[] => {
    const environment = environmentOf(spec);
    return [
      ...(spec.flow !== undefined && 'name' in spec.flow
        ? [{ what: 'flow' as const, name: spec.flow.name, types: spec.type ? [spec.type] : flowTypes }]
        : []),
      ...(environment === undefined
        ? []
        : [{ what: 'environment' as const, name: environment, types: ['environment'] }]),
    ];
  });
  return pipe(
    idsOf(wanted),
    RTE.map((ids) =>
      desired.map((each) => {
        const { flow } = each.document.spec;
        const environment = environmentOf(each.document.spec);
        return resolved(each, {
          ...(flow !== undefined && 'name' in flow ? { flow: { id: ids('flow', flow.name) } } : {}),
          ...(environment === undefined ? {} : { environment: ids('environment', environment) }),
        });
      }),
    ),
  );
};

/** The documents with the ids of parameter sets. `has`: whether the job of a document has the set already. */
export const resolveSets = (
  desired: readonly DesiredJob[],
  has: (document: JobDocument, set: string) => boolean,
): Program<readonly DesiredJob[]> => {
  const needsId = (document: JobDocument, { ref, name }: { ref?: string; name: string }): boolean =>
    (ref === undefined || ref === '') && !has(document, name);
  const wanted = desired.flatMap(({ document }) =>
    (document.spec.parameterSets ?? [])
      .filter((set) => needsId(document, set))
      .map(({ name }): WantedName => ({ what: 'parameter set', name, types: ['parameter_set'] })),
  );
  return pipe(
    idsOf(wanted),
    RTE.map((ids) =>
      desired.map((each) => {
        const sets = each.document.spec.parameterSets ?? [];
        if (!sets.some((set) => needsId(each.document, set))) return each;
        const parameterSets = sets.map((set) =>
          needsId(each.document, set) ? { ...set, ref: ids('parameter set', set.name) } : set,
        );
        return resolved(each, { parameterSets });
      }),
    ),
  );
};

/** The document with other settings; as it was written, it has the names. */
const resolved = (desired: DesiredJob, settings: JobSpec): DesiredJob => {
  const { document, written = document } = desired;
  return { document: { ...document, spec: { ...document.spec, ...settings } }, written };
};

type Ids = (what: What, name: string) => string;

const keyOf = (what: What, name: string): string => `${what} ${name}`;

/** The ids of names: one search for each name and type. All names that cannot be resolved are reported. */
const idsOf = (wanted: readonly WantedName[]): Program<Ids> => {
  const distinct = new Map<string, WantedName>();
  for (const { what, name, types } of wanted) {
    const others = distinct.get(keyOf(what, name))?.types ?? [];
    distinct.set(keyOf(what, name), { what, name, types: [...new Set([...others, ...types])] });
  }
  return pipe(
    parallel(atOnce)([...distinct.values()], found),
    RTE.flatMapEither((all) => {
      const [failed, ...others] = all.flatMap((one) => (E.isLeft(one.result) ? [one.result.left] : []));
      if (failed !== undefined)
        return E.left(
          others.length === 0
            ? failed.error
            : invalidInput(
                `${others.length + 1} names cannot be resolved`,
                [failed, ...others].map(({ issue }) => issue),
              ),
        );
      const ids = new Map(
        all.flatMap(({ what, name, result }) =>
          E.isRight(result) ? [[keyOf(what, name), result.right] as const] : [],
        ),
      );
      return E.right((what: What, name: string) => ids.get(keyOf(what, name)) ?? '');
    }),
  );
};

interface Unresolved {
  readonly error: WorkflowError;
  readonly issue: Issue;
}

interface Found extends WantedName {
  readonly result: E.Either<Unresolved, string>;
}

const found = (wanted: WantedName): Program<Found> =>
  pipe(
    parallel(wanted.types.length)(wanted.types, (type) => searchWords(type, wanted.name)),
    RTE.map((results) => ({ ...wanted, result: theOnlyId(wanted, results.flat()) })),
  );

/** The most similar names in a message. */
const most = 5;

const theOnlyId = ({ what, name }: WantedName, all: readonly NamedAsset[]): E.Either<Unresolved, string> => {
  const ids = all.filter((each) => each.name === name).map(({ id }) => id);
  const [id, ...others] = ids;
  const expected = `the name of one ${what}`;
  if (id === undefined) {
    const similar = all.slice(0, most).map((each) => `"${each.name}" (${each.id})`);
    const near = similar.length === 0 ? '' : `; similar: ${similar.join(', ')}`;
    const received = `"${name}", which no ${what} has${near}`;
    return E.left({
      error: notFound(`no ${what} is named "${name}"${near}`),
      issue: { path: what, expected, received },
    });
  }
  if (others.length === 0) return E.right(id);
  const received = `"${name}", the name of ${ids.join(', ')}`;
  return E.left({ error: ambiguousName(what, name, ids), issue: { path: what, expected, received } });
};
