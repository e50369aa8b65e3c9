import type { Auth } from '@wxdi/sdk';
import type { Call, Ending, FaultCase, FaultKind, Scene, Setting } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { calls, faults, scriptOf, seenBy, settings } from '@wxdi/testkit';
import { describe, expect, it } from 'vitest';
import { plain } from './scene.js';
import { callers } from './scenes-callers.js';
import { locals } from './scenes-local.js';
import { times } from './scenes-time.js';
import { endOf, inWords, world } from './world.js';

const shortConnect = { options: { limits: { connectMs: 50 } } };

/** Every scene of the table: one without a play does not compile. */
const scenes: Readonly<Record<Scene, ScenePlay>> = {
  'name not found': {},
  'port refuses': {},
  'connect hangs': shortConnect,
  'TLS hangs': shortConnect,
  'proxy 407': {},
  'proxy 502': {},
  'tunnel reset': {},
  'handshake fails once': {},
  'proxy 502 once': {},
  'certificate self-signed': {},
  'certificate expired': {},
  'certificate of another host': {},
  ...callers,
  ...times,
  ...locals,
};

const signsIn: Readonly<Record<NonNullable<Setting['signsIn']>, (url: string) => Auth>> = {
  user: () => ({ type: 'cp4d', username: 'ada', password: 'pass-word' }),
  'API key': (url) => ({ type: 'iam', apiKey: 'api-key', url }),
};

/** Lets a fault befall a call, and tells what came of it, as far as the table says anything about it. */
const play = async (faultCase: FaultCase, call: Call, expected: Ending): Promise<Omit<Ending, 'exit'>> => {
  const { scene: name, service: circumstances } = faultCase;
  const scene: ScenePlay = name === undefined ? {} : scenes[name];
  const setting = name === undefined ? {} : settings[name];
  const made = await world(scriptOf(faultCase, call), {
    ...(scene.options === undefined ? {} : { options: scene.options }),
    ...(setting.place === undefined ? {} : { place: setting.place }),
    ...(setting.signsIn === undefined ? {} : { auth: signsIn[setting.signsIn] }),
    ...(circumstances === undefined ? {} : { service: circumstances }),
    ...(setting.between === undefined ? {} : { between: setting.between(call) }),
  });
  const { server, clock, service } = made;
  const acting = (scene.act ?? plain)(made, call);
  const end = inWords(await endOf(acting)) as Ending['end'];
  const result = end === 'well' ? await acting : undefined;

  return {
    end,
    ...seenBy(server, service, call, expected),
    ...(made.reachable ? {} : { requests: made.attempts() }),
    ...(expected.rows === undefined ? {} : { rows: (result as readonly unknown[] | undefined)?.length ?? 0 }),
    ...(expected.waits === undefined ? {} : { waits: clock.slept }),
  };
};

/** Plays all faults of some kinds, each form for each call that it may befall. */
export const prove = (...kinds: readonly FaultKind[]): void => {
  for (const kind of kinds) {
    for (const { number, name, cases } of faults[kind]) {
      describe(`${number} ${name}`, () => {
        for (const faultCase of cases) {
          for (const call of calls) {
            const expected = faultCase[call];
            if (expected === undefined) continue;
            // The exit code is proved by the command line.
            const { exit: _exit, ...ending } = expected;
            it(`${faultCase.form === '' ? '' : `${faultCase.form}: `}a ${call} ends ${expected.end}`, async () => {
              expect(await play(faultCase, call, expected)).toEqual(ending);
            });
          }
        }
      });
    }
  }
};
