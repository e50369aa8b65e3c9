import type { CliScene, Ending, FaultKind, PlayedCase } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import type { Result, World } from './world.js';
import { rm } from 'node:fs/promises';
import { everyCase, isByCli, scriptOf, seenBy } from '@wxdi/testkit';
import { afterAll, expect, it, vi } from 'vitest';
import { nodes } from './nodes.js';
import { attempts, endOf, expectCleanOutput } from './output.js';
import { takesTime, timeLimit } from './real-time.js';
import { argsOf } from './scene.js';
import { scenes } from './scenes.js';
import { slots } from './slots.js';
import { cache, world } from './world.js';

const run = (
  { faultCase, call }: PlayedCase,
  { act, args = argsOf }: CliPlay,
  made: World,
): Promise<Result> => {
  if (act !== undefined) return act(made, call);
  const words = [...args(call), ...(takesTime(scriptOf(faultCase, call)) ? timeLimit : [])];
  return made.wxdi(['-v', ...(words.includes('-o') ? [] : ['-o', 'json']), ...words]);
};

/** Runs a command under its fault: how it ended, as far as the table states it. */
const play = async (each: PlayedCase, scene: CliScene | undefined, node: string): Promise<Ending> => {
  const { faultCase, call, expected } = each;
  const cliPlay = scene === undefined ? {} : scenes[scene];
  const made = await world(faultCase, cliPlay, call, node);
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

/** Processes that use the processor at the same time, and those that wait for a fault in real time beside them. */
const busy = slots(5);
const waiting = slots(20);

/** Scenes whose processes wait in real time. */
const slowScenes: readonly (CliScene | undefined)[] = ['connect hangs', 'TLS hangs'];

/** Plays every case of these kinds of faults against the built file, each in a process of its own. */
export const prove = (...kinds: readonly FaultKind[]): void => {
  // The slots set the limits, so that processes that wait do not delay the others.
  vi.setConfig({ maxConcurrency: 40 });
  afterAll(() => rm(cache, { recursive: true, force: true }));
  for (const [prefix, node] of nodes) {
    for (const each of everyCase(...kinds)) {
      const { scene } = each.faultCase;
      if (!isByCli(scene)) continue;
      const waits = slowScenes.includes(scene) || takesTime(scriptOf(each.faultCase, each.call));
      const slot = waits ? waiting : busy;
      it.concurrent(`${prefix}${each.title}`, async () => {
        expect(await slot(() => play(each, scene, node))).toEqual(each.expected);
      });
    }
  }
};
