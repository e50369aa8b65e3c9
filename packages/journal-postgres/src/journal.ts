import type { JournalEntry, OwnJournal } from '@wxdi/sdk';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseOf } from './connection.js';
import { columns, entryOf, valuesOf, type Row } from './row.js';
import { isConnectionLoss, messageOf } from './errors.js';
import type { Migration } from './migration.js';
import { migrate, versionOf, versionProblem } from './schema.js';

/** A journal with all functions. */
type WholeJournal = { readonly [Name in keyof OwnJournal]-?: NonNullable<OwnJournal[Name]> };

/** A journal of starts in PostgreSQL, for `createClient({ journal })`. */
export interface PostgresJournal extends WholeJournal {
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

/** Entries that one statement adds. */
const addedAtOnce = 1_000;

const selected = `${columns.join(', ')}, (extract(epoch from clock_timestamp() - written_at) * 1000)::float8 as age`;

const find = {
  name: 'wxdi-find',
  text: `select ${selected}, writer from wxdi.start where key = $1`,
};

const insert = {
  name: 'wxdi-insert',
  text: `insert into wxdi.start (${columns.join(', ')}, writer)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do nothing`,
};

const add = {
  name: 'wxdi-add',
  text: `insert into wxdi.start (${columns.join(', ')}, writer)
    select ${columns.join(', ')}, $9::uuid
    from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::bigint[])
      with ordinality as added (${columns.join(', ')}, at)
    order by at on conflict (key) do nothing`,
};

const update = {
  name: 'wxdi-update',
  text: `update wxdi.start
    set (${columns.join(', ')}, writer, written_at) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
    where key = $1 and job_id = $10 and request = $11 and attempt is not distinct from $12 and state = $13
      and run_id is not distinct from $14 and ended is not distinct from $15 and sent_at = $16`,
};

const list = {
  name: 'wxdi-list',
  text: `select ${selected} from wxdi.start where starts_with(key, $1)`,
};

/**
 * Workers do not wait for each other: a row that one of them is taking is skipped. What a worker has taken and not sent
 * within a minute, another may take.
 */
const take = {
  name: 'wxdi-take',
  text: `update wxdi.start set taken_at = clock_timestamp()
    where key = (
      select key from wxdi.start
      where state = 'pending' and starts_with(key, $1) and right(key, length($2)) = $2
        and (taken_at is null or taken_at < clock_timestamp() - interval '1 minute')
      order by position limit 1 for update skip locked
    )
    returning ${selected}`,
};

const turn = {
  name: 'wxdi-turn',
  text: `insert into wxdi.pace as pace (name, next_at) values ($1, clock_timestamp() + $2 * interval '1 ms')
    on conflict (name) do update
      set next_at = greatest(pace.next_at, clock_timestamp()) + $2 * interval '1 ms'
    returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 - $2 as wait`,
};

const heldFor = {
  name: 'wxdi-held-for',
  text: `select (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait
    from wxdi.pace where name = $1`,
};

const hold = {
  name: 'wxdi-hold',
  text: `insert into wxdi.pace as pace (name, next_at) values ($1, clock_timestamp() + $2 * interval '1 ms')
    on conflict (name) do update
      set next_at = greatest(pace.next_at, excluded.next_at)`,
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
    add: async (entries) => {
      for (let at = 0; at < entries.length; at += addedAtOnce) {
        const rows = entries.slice(at, at + addedAtOnce).map(valuesOf);
        const arrays = columns.map((_, column) => rows.map((row) => row[column]));
        const values = [...arrays, randomUUID()];
        await connected(async () => {
          await ready();
          await pool.query({ ...add, values });
        });
      }
    },
    take: ({ prefix, suffix = '' }) =>
      connected(async () => {
        await ready();
        const { rows } = await pool.query<Row>({ ...take, values: [prefix, suffix] });
        return rows[0] && entryOf(rows[0]);
      }),
    pace: {
      turn: (key, everyMs) =>
        connected(async () => {
          await ready();
          const { rows } = await pool.query<{ wait: number }>(
            everyMs > 0 ? { ...turn, values: [key, everyMs] } : { ...heldFor, values: [key] },
          );
          return Math.max(0, rows[0]?.wait ?? 0);
        }),
      hold: (key, ms) =>
        connected(async () => {
          await ready();
          await pool.query({ ...hold, values: [key, ms] });
        }),
    },
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
