import { startPostgres, type TestPostgres } from '@wxdi/testkit/postgres';
import pg from 'pg';

export interface TestDatabase extends TestPostgres {
  /** The URL of a new, empty database. */
  readonly empty: () => Promise<string>;
  /** Carries out a statement in the newest database. */
  readonly run: (statement: string) => Promise<void>;
  /** Ends all connections, as a restart of a proxy does. */
  readonly cutConnections: () => Promise<void>;
}

export const startDatabase = async (): Promise<TestDatabase> => {
  const postgres = await startPostgres();
  const asAdmin = async (statement: string, name = 'postgres'): Promise<void> => {
    const client = new pg.Client({ connectionString: postgres.urlOf(name) });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  let made = 0;
  return {
    ...postgres,
    empty: async () => {
      made += 1;
      await asAdmin(`create database test_${made}`);
      return postgres.urlOf(`test_${made}`);
    },
    run: (statement) => asAdmin(statement, `test_${made}`),
    cutConnections: () =>
      asAdmin(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where pid <> pg_backend_pid() and backend_type = 'client backend'`,
      ),
  };
};
