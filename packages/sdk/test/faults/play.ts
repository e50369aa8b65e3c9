import type { Ending, Fault, FaultCase, FaultKind, Scene } from '@wxdi/testkit';
import type { Call, ScenePlay } from './scene.js';
import { faultRoutes, faults } from '@wxdi/testkit';
import { describe, expect, it } from 'vitest';
import { plain } from './scene.js';
import { callers } from './scenes-callers.js';
import { locals } from './scenes-local.js';
import { places } from './scenes-places.js';
import { times } from './scenes-time.js';
import { endOf, inWords, world } from './world.js';

/** Every scene of the table: one without a play does not compile. */
const scenes: Readonly<Record<Scene, ScenePlay>> = { ...places, ...callers, ...times, ...locals };

const scriptOf = ({ fault, script = [] }: FaultCase, scene: ScenePlay, call: Call): readonly Fault[] => [
  ...(fault === undefined ? [] : [{ ...faultRoutes[call], ...fault }]),
  ...('read' in script ? script[call] : script),
  ...(scene.script?.(call) ?? []),
];

/** Lets a fault befall a call, and tells what came of it, as far as the table says anything about it. */
const play = async (faultCase: FaultCase, call: Call, expected: Ending): Promise<Ending> => {
  const scene: ScenePlay = faultCase.scene === undefined ? {} : scenes[faultCase.scene];
  const options = await scene.options?.();
  const made = await world(scriptOf(faultCase, scene, call), {
    ...(options === undefined ? {} : { options }),
    ...(faultCase.service === undefined ? {} : { service: faultCase.service }),
    ...(scene.between === undefined ? {} : { between: scene.between(call) }),
  });
  const { server, clock, service } = made;
  const acting = (scene.act ?? plain)(made, call);
  const end = inWords(await endOf(acting)) as Ending['end'];
  const result = end === 'well' ? await acting : undefined;

  const asked = (method: string, pattern: RegExp): number =>
    server.ledger.filter((seen) => seen.method === method && pattern.test(seen.target)).length;
  const requests = call === 'read' ? asked('GET', /^/) : asked('POST', /\/runs\?/);
  const reachable = options?.url === undefined;
  return {
    end,
    requests: reachable ? requests : made.attempts(),
    ...(expected.runs === undefined ? {} : { runs: service.runs() }),
    ...(expected.tokens === undefined ? {} : { tokens: asked('POST', /authorize$/) }),
    ...(expected.rows === undefined ? {} : { rows: (result as readonly unknown[] | undefined)?.length ?? 0 }),
    ...(expected.waits === undefined ? {} : { waits: clock.slept }),
  };
};

/** Plays all faults of some kinds, each form for a read and for a start as far as it may befall them. */
export const prove = (...kinds: readonly FaultKind[]): void => {
  for (const kind of kinds) {
    for (const { number, name, cases } of faults[kind]) {
      describe(`${number} ${name}`, () => {
        for (const faultCase of cases) {
          for (const call of ['read', 'start'] as const) {
            const expected = faultCase[call];
            if (expected === undefined) continue;
            it(`${faultCase.form === '' ? '' : `${faultCase.form}: `}a ${call} ends ${expected.end}`, async () => {
              expect(await play(faultCase, call, expected)).toEqual(expected);
            });
          }
        }
      });
    }
  }
};
