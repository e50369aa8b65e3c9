import type { AssetSearchPage } from '@wxdi/bindings';
import { badRequest, json, rejection } from './errors.js';
import { jobBody } from './job-view.js';
import { matches, readLucene, type Indexed } from './lucene.js';
import { href, jobMetadata, runMetadata } from './metadata.js';
import { pageOf, readPage } from './paging.js';
import type { Quirks } from './quirks.js';
import { runBody } from './run-view.js';
import { isProblem } from './scope.js';
import { jobsOf, runsOf, type Scope } from './state.js';
import { answer, reject, type Call, type Stepped } from './step.js';
import { compact, isObject, type JsonObject } from './wire.js';

/** An asset in the index. */
interface Asset {
  readonly seq: number;
  readonly fields: Indexed;
  readonly metadata: () => JsonObject;
  readonly entity: () => unknown;
  readonly href: string;
}

/** The search of the asset store. Its index is as old as `searchLagMs`. */
export const searchAssets = (call: Call, type: string): Stepped => {
  const { state, request } = call;
  const { quirks } = state.config;
  if (quirks.searchRefused !== false)
    return reject(call, rejection(quirks.searchRefused, 'You are not allowed to search for assets.'));
  const { query, limit, include, bookmark } = isObject(request.body) ? request.body : {};
  const read = typeof query === 'string' ? readLucene(query.trim()) : undefined;
  if (read === undefined) return reject(call, badRequest('query must be a Lucene query'));
  const paging: Quirks = {
    ...quirks,
    nextForm: 'object',
    nextAtEnd: 'absent',
    emptyLastPage: false,
    pageOverlap: 0,
    pageCeiling: quirks.searchCeiling,
    overCeiling: quirks.searchOverCeiling,
  };
  const page = readPage(
    {
      limit: typeof limit === 'number' ? String(limit) : String(quirks.searchCeiling),
      ...(bookmark === undefined ? {} : { next: JSON.stringify({ bookmark }) }),
    },
    paging,
  );
  if (isProblem(page)) return reject(call, page);
  const found = assetsOf(call, type).filter(({ fields }) =>
    matches(read, fields, quirks.searchPhrase === 'exact'),
  );
  const { rows, envelope } = pageOf(found, quirks.runOrder, page, paging);
  const withEntity = include === 'entity' && quirks.searchEntities === 'honored';
  const body: AssetSearchPage = {
    total_rows: envelope.total_rows,
    results: rows.map((asset) => ({
      metadata: asset.metadata() as AssetSearchPage['results'][number]['metadata'],
      ...(withEntity ? { entity: asset.entity() as JsonObject } : {}),
      href: `https://simulator.example${asset.href}`,
    })),
    ...(isObject(envelope.next)
      ? { next: compact({ query, limit, include, bookmark: envelope.next['bookmark'] }) }
      : {}),
  };
  const answered = json(200, body);
  return answer(call, quirks.searchNumbers === 'floats' ? { ...answered, body: withFloats(body) } : answered);
};

const assetsOf = (call: Call, type: string): readonly Asset[] => {
  const { state, scope, now } = call;
  const { quirks, flows, environments, parameterSets } = state.config;
  const at = now - quirks.searchLagMs;
  const jobs = jobsOf(state, scope, now).filter((job) => job.createdAt <= at);
  switch (type) {
    case 'job':
      return jobs.map((job) => ({
        seq: job.seq,
        fields: fieldsOf(job),
        metadata: () => jobMetadata(job, job.updatedAt, 'rich', quirks),
        entity: () => jobBody(state, job, at, 'row')['entity'],
        href: href(job),
      }));
    case 'job_run':
      return jobs
        .flatMap((job) => runsOf(state, job.id, at))
        .filter((run) => run.createdAt <= at)
        .map((run) => ({
          seq: run.seq,
          fields: fieldsOf(run, { 'job_run.job_ref': run.jobId }),
          metadata: () => runMetadata(run, run.createdAt, 'rich', quirks),
          entity: () => runBody(run, at, 'row', quirks)['entity'],
          href: href(run),
        }));
    case 'environment':
      return Object.entries(environments).map((entry, i) => named(entry, i, type, scope));
    case 'parameter_set':
      return Object.entries(parameterSets).map((entry, i) => named(entry, i, type, scope));
    default:
      return Object.entries(flows)
        .filter(([, flow]) => (flow.type ?? 'data_intg_flow') === type && flow.name !== undefined)
        .map(([id, { name = '' }], i) => named([id, name], i, type, scope));
  }
};

interface Named {
  readonly name: string;
  readonly createdAt: number;
}

const fieldsOf = ({ name, createdAt }: Named, keywords: Indexed['keywords'] = {}): Indexed => ({
  words: { 'asset.name': name },
  keywords,
  times: { 'asset.created_at': createdAt - (createdAt % 1_000) },
});

/** An asset of which only the name is known. */
const named = ([id, name]: readonly [string, string], seq: number, type: string, scope: Scope): Asset => ({
  seq,
  fields: fieldsOf({ name, createdAt: 0 }),
  metadata: () => ({ name, asset_id: id, asset_type: type, [`${scope.kind}_id`]: scope.id }),
  entity: () => ({}),
  href: `/v2/assets/${id}?${scope.kind}_id=${encodeURIComponent(scope.id)}`,
});

/** JSON text in which every integer has a fraction of zero, as the asset store writes numbers. */
const withFloats = (value: unknown): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (Array.isArray(value)) return `[${value.map(withFloats).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(compact(value));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${withFloats(inner)}`).join(',')}}`;
};
