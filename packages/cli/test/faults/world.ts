import type { FaultServer, Upstream } from '@wxdi/simulator/faults';
import type { Call, FaultCase, Place, Service, Setting } from '@wxdi/testkit';
import type { ChildProcess } from 'node:child_process';
import type { ProcessClock } from './process-clock.js';
import type { Result } from './shared-processes.js';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFaultServer } from '@wxdi/simulator/faults';
import { scriptOf, settings, simulated } from '@wxdi/testkit';
import { processClock } from './process-clock.js';
import { slowedDown } from './real-time.js';
import { runShared } from './shared-processes.js';

const file = fileURLToPath(new URL('../../dist/wxdi.cjs', import.meta.url));

/** Texts that must appear in no output. */
export const secrets = ['token-1', 'cluster-token', 'pass-word', 'api-key'] as const;

export interface World {
  /** Runs the built file until it ends. */
  readonly wxdi: (args: readonly string[], how?: How) => Promise<Result>;
  readonly server: FaultServer;
  readonly service: Service;
  readonly clock: ProcessClock;
  /** A temporary folder; `state` in it is the state folder of the processes. */
  readonly folder: string;
  /** Whether requests reach the service. */
  readonly reachable: boolean;
  readonly close: () => Promise<void>;
}

/** The changes of a scene to the service. */
export interface ServicePlay {
  /** Wraps the clock that the service may change. */
  readonly clock?: (clock: ProcessClock, processes: ReadonlySet<ChildProcess>) => ProcessClock;
  /** Answers in place of the service. */
  readonly upstream?: (service: Service, processes: ReadonlySet<ChildProcess>) => Upstream;
}

export interface How {
  /** No wait is skipped. */
  readonly realTime?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The cache folder, shared by all processes of a test file, as by those of one user. */
export const cache = join(tmpdir(), `wxdi-faults-cache-${process.pid}`);

/** Where command lines run: each in a process of its own with this Node, or one after the other in a shared process. */
export type Runner = { readonly node: string } | 'shared';

/** A service with the faults of a case, and processes that call it. */
export const world = async (
  faultCase: FaultCase,
  play: ServicePlay,
  call: Call,
  runner: Runner,
): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'wxdi-faults-'));
  const clock = processClock(folder);
  const service = simulated(clock, faultCase.service);
  const setting = faultCase.scene === undefined ? {} : settings[faultCase.scene];
  const children = new Set<ChildProcess>();
  const between = setting.between?.(call)(service, play.clock?.(clock, children) ?? clock);
  const upstream = play.upstream?.(service, children) ?? between ?? service.upstream;
  const server = await startFaultServer({ script: scriptOf(faultCase, call).map(slowedDown), upstream });
  const place = await setting.place?.(server.url);
  const env = {
    WXDI_PROJECT_ID: '0191d1a0-7b1e-7000-8000-0000000000f1',
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: cache,
    ...(await wayTo(place ?? { url: server.url }, folder)),
    ...credential(setting, server.url),
  };
  return {
    server,
    service,
    clock,
    folder,
    reachable: place === undefined || place.leadsOn === true,
    wxdi: (args, { realTime = false, env: more = {} } = {}) => {
      const all = { ...env, ...(realTime ? {} : clock.env), ...more };
      if (runner === 'shared') return runShared({ file, preload: clock.preload, args, env: all });
      const child = spawn(runner.node, [...(realTime ? [] : ['--require', clock.preload]), file, ...args], {
        env: all,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.add(child);
      return ended(child).finally(() => children.delete(child));
    },
    close: async () => {
      try {
        await server.close();
      } finally {
        await place?.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};

const credential = ({ signsIn }: Setting, url: string): Readonly<Record<string, string>> => {
  if (signsIn === undefined) return { WXDI_BEARER_TOKEN: 'token-1' };
  const credentials: Readonly<Record<NonNullable<Setting['signsIn']>, Readonly<Record<string, string>>>> = {
    user: { WXDI_AUTH_TYPE: 'cp4d', WXDI_USERNAME: 'ada', WXDI_PASSWORD: 'pass-word' },
    'API key': { WXDI_APIKEY: 'api-key', WXDI_AUTH_URL: url },
  };
  return credentials[signsIn];
};

const wayTo = async (
  { url, proxy, ca }: Pick<Place, 'url' | 'proxy' | 'ca'>,
  folder: string,
): Promise<Record<string, string>> => {
  const path = join(folder, 'ca.pem');
  if (ca !== undefined) await writeFile(path, ca);
  return {
    WXDI_URL: url,
    ...(proxy === undefined ? {} : { HTTPS_PROXY: proxy }),
    ...(ca === undefined ? {} : { WXDI_CA_FILE: path }),
  };
};

const ended = (child: ChildProcess): Promise<Result> => {
  const output = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
};
