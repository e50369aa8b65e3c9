import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import type { Group } from '../settings/keys.js';
import { connectionFor } from '../settings/connect.js';
import { exitCode } from '../exit-code.js';
import { failureOf } from '../failure.js';
import { userConfigPath } from '../settings/config-file.js';
import { MissingSettings } from '../settings/missing.js';
import { placesOf } from '../settings/place.js';
import { layerOf } from '../settings/settings.js';
import { failed, ok, warned, type Check } from './check.js';

/** Where each group of settings comes from. */
export const sourceOf = ({ settings }: Session, group: Group): string =>
  layerOf(settings, group)?.name ?? 'nowhere';

/** Whether the settings make a client, and where they come from. */
export const checkSettings = async (
  session: Session,
): Promise<{ readonly connection?: Connection; readonly checks: readonly Check[] }> => {
  const { settings, context } = session;
  const path = settings.path ?? userConfigPath(context.env);
  const profile = settings.profile === undefined ? 'no profile' : `profile ${settings.profile}`;
  const where = settings.path === undefined ? `no configuration at ${path ?? 'HOME'}` : (path ?? '');
  const warnings = settings.warnings.map((warning) => {
    const [detail = '', fix = ''] = warning.split(': ', 2);
    return warned('configuration', detail, fix);
  });
  try {
    const connection = await connectionFor(session);
    const { origin, project, space, auth } = connection;
    const scope = project === undefined ? `space ${space ?? ''}` : `project ${project}`;
    return {
      connection,
      checks: [
        ok('profile', `${profile}; ${where}`),
        ok('service', `${origin} (from ${sourceOf(session, 'service')})`),
        ok('scope', `${scope} (from ${sourceOf(session, 'scope')})`),
        ok('credential', `${auth.type} (from ${sourceOf(session, 'credential')})`),
        ...warnings,
      ],
    };
  } catch (error) {
    if (error instanceof MissingSettings)
      return { checks: [ok('profile', `${profile}; ${where}`), ...groupChecks(session, error), ...warnings] };
    const failure = failureOf(error, { debug: false });
    if (failure.exitCode !== exitCode.usage) throw error;
    // Whoever reads this asked the doctor already.
    const { hint } = failure;
    const fix =
      hint === undefined || hint === 'wxdi doctor'
        ? 'mend it there; docs/cli.md, Configuration, tells what each setting takes'
        : hint;
    return { checks: [failed('settings', failure.message, fix, exitCode.usage), ...warnings] };
  }
};

/** One check for each thing that every request needs, where some of them are missing. */
const groupChecks = ({ settings }: Session, { missing }: MissingSettings): readonly Check[] =>
  (['service', 'scope', 'credential'] as const).map((group) => {
    const absent = missing.find((one) => one.group === group);
    if (absent === undefined) return ok(group, `set by ${placesOf(settings, group) ?? 'nothing'}`);
    const { what, ways } = absent;
    return failed(
      group,
      `nothing says ${what}`,
      `give ${ways}; or write it into a profile: docs/cli.md, Configuration`,
      exitCode.usage,
    );
  });
