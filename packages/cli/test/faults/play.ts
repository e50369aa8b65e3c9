import type { Call, CliScene, Ending, FaultCase, FaultKind } from '@wxdi/testkit';
import type { CliPlay } from './scene.js';
import type { Result, World } from './world.js';
import { rm } from 'node:fs/promises';
import { calls, faults, notByCli, scriptOf, seenBy } from '@wxdi/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { typed } from './scene.js';
import { nodes } from './nodes.js';
import { scenes } from './scenes.js';
import { attempts, endOf, tidy } from './said.js';
import { limit, waits } from './stretch.js';
import { cache, world } from './world.js';

const isByCli = (scene: FaultCase['scene']): scene is CliScene | undefined =>
  scene === undefined || !(scene in notByCli);

const run = (
  faultCase: FaultCase,
  { act, args = typed }: CliPlay,
  made: World,
  call: Call,
): Promise<Result> => {
  if (act !== undefined) return act(made, call);
  const more = waits(scriptOf(faultCase, call)) ? limit : [];
  const words = [...args(call), ...more];
  return made.wxdi(['-v', ...(words.includes('-o') ? [] : ['-o', 'json']), ...words]);
};

/** Lets a fault befall a process, and tells what came of it, as far as the table says anything about it. */
const play = async (
  faultCase: FaultCase,
  scene: CliScene | undefined,
  call: Call,
  expected: Ending,
  node: string,
): Promise<Ending> => {
  const cliPlay = scene === undefined ? {} : scenes[scene];
  const made = await world(faultCase, cliPlay, call, node);
  try {
    const result = await run(faultCase, cliPlay, made, call);
    tidy(result, scene === 'names with escapes' ? 'as text' : 'as JSON');
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

/** Plays all faults of some kinds against the built file, each form for each call that it may befall. */
export const prove = (...kinds: readonly FaultKind[]): void => {
  afterAll(() => rm(cache, { recursive: true, force: true }));
  for (const [where, node] of nodes) {
    for (const { number, name, cases } of kinds.flatMap((kind) => faults[kind])) {
      if (!cases.some(({ scene }) => isByCli(scene))) continue;
      describe.concurrent(`${where}${number} ${name}`, () => {
        for (const faultCase of cases) {
          const { scene, form } = faultCase;
          if (!isByCli(scene)) continue;
          for (const call of calls) {
            const expected = faultCase[call];
            if (expected === undefined) continue;
            it(`${form === '' ? '' : `${form}: `}a ${call} ends ${expected.end}`, async () => {
              expect(await play(faultCase, scene, call, expected, node)).toEqual(expected);
            });
          }
        }
      });
    }
  }
};
