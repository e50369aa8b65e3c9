import type { LiveEnv } from '@wxdi/sdk/fp';
import type { Simulator } from '@wxdi/simulator';
import type { Clock, HasCancel, JobId } from '@wxdi/core';
import * as core from '@wxdi/core';
import { liveEnv } from '@wxdi/sdk/fp';
import { startSimulator } from '@wxdi/simulator';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const source = new URL('../../packages/core/src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, source), 'utf8');

/** The programs that the package exports. */
const programs = [...read('index.ts').matchAll(/export \{([^}]+)\} from '\.\/workflow\//g)].flatMap(
  ([, names = '']) => names.split(',').map((name) => name.trim()),
);

/** The folders whose functions have examples. */
const folders = ['analysis', 'domain', 'job-file', 'plan', 'wire', 'workflow'];

/** The example in the docstring of each export. */
const examples = new Map(
  folders
    .flatMap((folder) => readdirSync(new URL(`${folder}/`, source)).map((file) => `${folder}/${file}`))
    .flatMap((file) => {
      const docs = [...read(file).matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export const (\w+)/g)];
      return docs.flatMap(([, doc = '', name = '']) => {
        const code = /@example\s+\* ```ts\n([^]*?) \* ```/.exec(doc)?.[1];
        return code === undefined ? [] : [[name, code.replaceAll(/^ \* ?/gm, '')] as const];
      });
    }),
);

type Run = (scope: object) => Promise<void>;

/**
 * An example as a function of the names that it can use: all exports of core, and the test's environment. Its own names
 * hide those.
 */
const compile = (code: string, names: readonly string[]): Run => {
  const body = `return (async ({ ${names.join(', ')} }) => {{\n${code}\n}})(scope);`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text comes from this repository
  return new Function('scope', body) as Run;
};

/** The longest interval between two polls; a longer sleep is a time limit. */
const longestIntervalMs = 30_000;

/** Real time with short polling intervals: a run of the simulator takes tens of milliseconds here. */
const hurried = (clock: Clock): Clock => ({
  ...clock,
  sleep: (ms, cancel) => clock.sleep(ms > longestIntervalMs ? ms : Math.min(ms, 5), cancel),
});

/** A folder in memory. */
const memoryFolder = (): core.Folder => {
  const files = new Map<string, string>();
  return {
    name: 'memory',
    list: () => TE.right([...files.keys()]),
    read: (path) => TE.fromIO(() => files.get(path)),
    write: (path, text) => TE.fromIO(() => void files.set(path, text)),
  };
};

describe('the example in the docstring of', () => {
  let simulator: Simulator;
  let env: LiveEnv & HasCancel;
  let close: () => void;
  beforeEach(async () => {
    simulator = await startSimulator({
      speed: 50,
      jobs: [
        { name: 'nightly load', assetRef: 'flow-1' },
        { name: 'click stream', assetRef: 'flow-2' },
      ],
      flows: { 'flow-1': {}, 'flow-2': { type: 'streamsets_flow' } },
    });
    const live = liveEnv({
      url: simulator.url,
      project: simulator.projectId,
      auth: { type: 'bearertoken', token: simulator.token },
    });
    env = { ...live.env, clock: hurried(live.env.clock), cancel: core.never };
    close = live.close;
  });
  afterEach(async () => {
    close();
    await simulator.close();
  });

  it.each([...new Set([...programs, ...examples.keys()])])('%s does what it says', async (name) => {
    const ids = new Map(simulator.inspect().jobs.map((job) => [job.name, job.id as JobId]));
    const scope = {
      ...core,
      RTE,
      pipe,
      assert,
      folder: memoryFolder(),
      env,
      job: ids.get('nightly load'),
      stream: ids.get('click stream'),
    };
    const code = examples.get(name);
    expect(code, `${name} has no example`).toBeDefined();
    await compile(code ?? '', Object.keys(scope))(scope);
  });
});
