import type { Auth } from '@wxdi/sdk';
import type { Ending, FaultKind, PlayedCase, Setting } from '@wxdi/testkit';
import type { ScenePlay } from './scene.js';
import { everyCase, scriptOf, seenBy, settings } from '@wxdi/testkit';
import { expect, it } from 'vitest';
import { plain } from './scene.js';
import { scenes } from './scenes.js';
import { endOf, inWords, world } from './world.js';

const signsIn: Readonly<Record<NonNullable<Setting['signsIn']>, (url: string) => Auth>> = {
  user: () => ({ type: 'cp4d', username: 'ada', password: 'pass-word' }),
  'API key': (url) => ({ type: 'iam', apiKey: 'api-key', url }),
};

/** Makes a call with its fault, and returns the results that the table states. */
const play = async ({ faultCase, call, expected }: PlayedCase): Promise<Omit<Ending, 'exit'>> => {
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
  const end = inWords(await endOf(acting));
  const result = end === 'ok' ? await acting : undefined;

  return {
    end,
    ...seenBy(server, service, call, expected),
    ...(made.reachable ? {} : { requests: made.attempts() }),
    ...(expected.rows === undefined ? {} : { rows: (result as readonly unknown[] | undefined)?.length ?? 0 }),
    ...(expected.waits === undefined ? {} : { waits: clock.slept }),
  };
};

/** Plays every case of these kinds of faults against the library. */
export const prove = (...kinds: readonly FaultKind[]): void => {
  for (const each of everyCase(...kinds)) {
    it(each.title, async () => {
      // The exit code is checked by the tests of the command line.
      const { exit: _exit, ...ending } = each.expected;
      expect(await play(each)).toEqual(ending);
    });
  }
};
