import type { PoolClient } from 'pg';
import type { Migration } from './migration.js';

/**
 * What each version adds to the one before. A version that was released is never changed. `writer` tells a caller whose
 * connection was cut whether its own write was carried out.
 */
const versions: readonly string[] = [
  `create table wxdi.start (
     key text primary key,
     job_id text not null,
     request text not null,
     attempt integer,
     state text not null check (state in ('pending', 'sending', 'refused', 'started')),
     run_id text,
     ended text,
     sent_at bigint not null,
     writer uuid not null,
     written_at timestamptz not null default now()
   )`,
  `alter table wxdi.start
     add column position bigint generated always as identity,
     add column taken_at timestamptz;
   create index start_pending on wxdi.start (position) where state = 'pending';
   create table wxdi.pace (
     name text primary key,
     next_at timestamptz not null
   )`,
];

/** The version of the tables that this package reads and writes. */
const currentVersion = versions.length;

/** Any number, the same for all: two migrations at once wait for each other. */
const lock = 0x77786469;

/** The version of the tables; 0 without tables. */
export const versionOf = async (client: Pick<PoolClient, 'query'>): Promise<number> => {
  const { rows: found } = await client.query<{ found: boolean }>(
    `select to_regclass('wxdi.version') is not null as found`,
  );
  if (found[0]?.found !== true) return 0;
  const { rows } = await client.query<{ version: number }>('select version from wxdi.version');
  return rows[0]?.version ?? 0;
};

/** Brings the tables up to date, in one transaction. */
export const migrate = async (client: PoolClient): Promise<Migration> => {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lock]);
    const from = await versionOf(client);
    if (from > currentVersion) throw new Error(newer(from));
    if (from === 0) {
      await client.query('create schema if not exists wxdi');
      await client.query('create table wxdi.version (version integer not null)');
      await client.query('insert into wxdi.version values (0)');
    }
    for (const statement of versions.slice(from)) await client.query(statement);
    await client.query('update wxdi.version set version = $1', [currentVersion]);
    await client.query('commit');
    return { from, to: currentVersion };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};

/** Why the tables cannot be used, or `undefined`. */
export const versionProblem = (version: number): string | undefined => {
  if (version > currentVersion) return newer(version);
  if (version === 0)
    return 'the database has no tables for the journal: create them with `wxdi journal migrate`';
  if (version < currentVersion)
    return `the tables of the journal have version ${version}, and version ${currentVersion} is needed: update them with \`wxdi journal migrate\``;
  return undefined;
};

const newer = (version: number): string =>
  `the tables of the journal have version ${version}, and this wxdi knows versions up to ${currentVersion}: use a newer wxdi`;
