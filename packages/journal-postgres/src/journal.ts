import type { JournalEntry, OwnJournal } from '@wxdi/sdk';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseOf } from './connection.js';
import { columns, entryOf, valuesOf, type Row } from './row.js';
import { isConnectionLoss, messageOf } from './errors.js';
import type { Migration } from './migration.js';
import { migrate, versionOf, versionProblem } from './schema.js';

/** A journal of starts in PostgreSQL, for `createClient({ journal })`. */
export interface PostgresJournal extends OwnJournal {
  /** Creates the tables, or brings them up to date. Two callers at once wait for each other. */
  readonly migrate: () => Promise<Migration>;
  /** Closes the connections. */
  readonly close: () => Promise<void>;
}

/** Where the journal is. */
export interface PostgresJournalOptions {
  /**
   * `postgres://USER:PASSWORD@HOST:5432/DATABASE`. With TLS, and a checked certificate, unless the host is loopback or the
   * URL has `sslmode=disable`; `sslrootcert=FILE` gives a certificate authority of your own.
   */
  readonly url: string;
}

/** Waits after a lost connection, in milliseconds: a database that restarts is back within seconds. */
const waits = [100, 400, 1_600, 4_000];

const find = {
  name: 'wxdi-find',
  text: `select ${columns.join(', ')}, writer from wxdi.start where key = $1`,
};

const insert = {
  name: 'wxdi-insert',
  text: `insert into wxdi.start (${columns.join(', ')}, writer)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do nothing`,
};

const update = {
  name: 'wxdi-update',
  text: `update wxdi.start
    set (${columns.join(', ')}, writer, written_at) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
    where key = $1 and job_id = $10 and request = $11 and attempt is not distinct from $12 and state = $13
      and run_id is not distinct from $14 and ended is not distinct from $15 and sent_at = $16`,
};

const list = {
  name: 'wxdi-list',
  text: `select ${columns.join(', ')} from wxdi.start where starts_with(key, $1)`,
};

/**
 * The journal in a database. Nothing is connected before the first call. A lost connection is opened again, for some six
 * seconds; then calls reject, so that nothing is sent. Throws if the URL is not one of PostgreSQL.
 */
export const createPostgresJournal = ({ url }: PostgresJournalOptions): PostgresJournal => {
  const { name, pool: config } = databaseOf(url);
  const pool = new pg.Pool(config);
  // An idle connection that breaks is opened again when it is needed.
  pool.on('error', () => undefined);
  let checked: Promise<void> | undefined;

  const named = async <A>(work: () => Promise<A>): Promise<A> => {
    try {
      return await work();
    } catch (cause) {
      throw new Error(`${name}: ${messageOf(cause)}`, { cause });
    }
  };

  /** Works again after a lost connection: `repeated` tells whether the work before may have been carried out. */
  const connected = <A>(work: (repeated: boolean) => Promise<A>): Promise<A> =>
    named(async () => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await work(attempt > 0);
        } catch (cause) {
          const wait = waits[attempt];
          if (wait === undefined || !isConnectionLoss(cause)) throw cause;
          await sleep(wait);
        }
      }
    });

  const check = async (): Promise<void> => {
    const problem = versionProblem(await versionOf(pool));
    if (problem !== undefined) throw new Error(problem);
  };
  const ready = async (): Promise<void> => {
    checked ??= check();
    await checked.catch((cause: unknown) => {
      checked = undefined;
      throw cause;
    });
  };

  const rowOf = async (key: string): Promise<(Row & { writer: string }) | undefined> =>
    (await pool.query<Row & { writer: string }>({ ...find, values: [key] })).rows[0];

  const write = async (
    previous: JournalEntry | undefined,
    next: JournalEntry,
    writer: string,
  ): Promise<boolean> => {
    const values = [...valuesOf(next), writer];
    const { rowCount } =
      previous === undefined
        ? await pool.query({ ...insert, values })
        : await pool.query({ ...update, values: [...values, ...valuesOf(previous).slice(1)] });
    return rowCount === 1;
  };

  return {
    find: (key) =>
      connected(async () => {
        await ready();
        const row = await rowOf(key);
        return row && entryOf(row);
      }),
    swap: (previous, next) => {
      const writer = randomUUID();
      return connected(async (repeated) => {
        await ready();
        if (await write(previous, next, writer)) return true;
        return repeated && (await rowOf(next.key))?.writer === writer;
      });
    },
    list: (prefix) =>
      connected(async () => {
        await ready();
        return (await pool.query<Row>({ ...list, values: [prefix] })).rows.map(entryOf);
      }),
    migrate: () =>
      named(async () => {
        const client = await pool.connect();
        try {
          return await migrate(client);
        } finally {
          client.release();
        }
      }),
    close: () => pool.end(),
  };
};
