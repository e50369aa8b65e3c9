import type { CliScene, Ending, FaultKind, PlayedCase } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import type { Result } from './shared-processes.js';
import type { World } from './world.js';
import { rm } from 'node:fs/promises';
import { everyCase, isByCli, isFullProof, scriptOf, seenBy } from '@wxdi/testkit';
import { afterAll, expect, it, vi } from 'vitest';
import { nodes } from './nodes.js';
import { attempts, endOf, expectCleanOutput } from './output.js';
import { takesTime, timeLimit } from './real-time.js';
import { argsOf } from './scene.js';
import { scenes } from './scenes.js';
import { slots } from './slots.js';
import { endShared } from './shared-processes.js';
import { cache, world, type Runner } from './world.js';

const run = (
  { faultCase, call }: PlayedCase,
  { act, args = argsOf }: CliPlay,
  made: World,
): Promise<Result> => {
  if (act !== undefined) return act(made, call);
  const words = [...args(call), ...(takesTime(scriptOf(faultCase, call)) ? timeLimit : [])];
  return made.wxdi(['-v', ...(words.includes('-o') ? [] : ['-o', 'json']), ...words]);
};

/** Runs a command with its fault, and returns the results that the table states. */
const play = async (each: PlayedCase, scene: CliScene | undefined, runner: Runner): Promise<Ending> => {
  const { faultCase, call, expected } = each;
  const cliPlay = scene === undefined ? {} : scenes[scene];
  const made = await world(faultCase, cliPlay, call, runner);
  try {
    const result = await run(each, cliPlay, made);
    expectCleanOutput(result, scene === 'names with escapes' ? 'text' : 'json');
    const { server, service, clock, reachable } = made;
    return {
      end: endOf(result),
      exit: result.code ?? -1,
      ...seenBy(server, service, call, expected),
      ...(reachable ? {} : { requests: attempts(result) }),
      ...(expected.rows === undefined ? {} : { rows: result.out.split('\n').length - 1 }),
      ...(expected.waits === undefined ? {} : { waits: clock.slept() }),
    };
  } finally {
    await made.close();
  }
};

/** Tests that compute, and tests that mostly wait for a fault in real time, at the same time. */
const computing = slots(4);
const waiting = slots(20);

/** Scenes whose processes wait in real time. */
const slowScenes: readonly (CliScene | undefined)[] = ['connect hangs', 'TLS hangs'];

const isSlow = ({ faultCase, call }: PlayedCase, scene: CliScene | undefined): boolean =>
  slowScenes.includes(scene) || takesTime(scriptOf(faultCase, call));

/** Whether the scene runs several processes, or stops or kills one. */
const handlesProcesses = (scene: CliScene | undefined): boolean => {
  const { act, clock, upstream } = scene === undefined ? {} : scenes[scene];
  return [act, clock, upstream].some((member) => member !== undefined);
};

/**
 * Plays every case of these kinds of faults against the built file. Starting Node takes most of the time of a test, so
 * tests share processes, except for: the first test of each fault, tests that wait in real time, scenes that handle
 * processes, and the full proof.
 */
export const prove = (...kinds: readonly FaultKind[]): void => {
  // The slots limit how many tests run at the same time, so that tests that wait do not delay the others.
  vi.setConfig({ maxConcurrency: 40 });
  afterAll(async () => {
    endShared();
    // A process writes its compile cache when it exits.
    await rm(cache, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  for (const [prefix, node] of nodes) {
    const seen = new Set<number>();
    for (const each of everyCase(...kinds)) {
      const { scene } = each.faultCase;
      if (!isByCli(scene)) continue;
      const slow = isSlow(each, scene);
      const separate = isFullProof() || !seen.has(each.number) || slow || handlesProcesses(scene);
      seen.add(each.number);
      const slot = slow ? waiting : computing;
      it.concurrent(`${prefix}${each.title}`, async () => {
        expect(await slot(() => play(each, scene, separate ? { node } : 'shared'))).toEqual(each.expected);
      });
    }
  }
};
