import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import type { Group } from '../settings/keys.js';
import { UsageError } from '../errors.js';
import { exitCode } from '../exit-code.js';
import { userConfigPath } from '../settings/config-file.js';
import { connectionFor } from '../settings/connect.js';
import { MissingSettings } from '../settings/missing.js';
import { placesOf } from '../settings/place.js';
import { layerOf } from '../settings/settings.js';
import { failed, ok, warned, type Check } from './check.js';

/** The source of a group of settings. */
export const sourceOf = ({ settings }: Session, group: Group): string =>
  layerOf(settings, group)?.name ?? 'nowhere';

/** Whether the settings are complete and valid, and where they come from. */
export const checkSettings = async (
  session: Session,
): Promise<{ readonly connection?: Connection; readonly checks: readonly Check[] }> => {
  const { settings, context } = session;
  const file = settings.path ?? `no configuration at ${userConfigPath(context.env) ?? 'HOME'}`;
  const profile = ok(
    'profile',
    `${settings.profile === undefined ? 'no profile' : `profile ${settings.profile}`}; ${file}`,
  );
  const warnings = settings.warnings.map((warning) => {
    const [detail = '', fix = ''] = warning.split(': ', 2);
    return warned('configuration', detail, fix);
  });
  try {
    const connection = await connectionFor(session);
    const { origin, project, space, auth } = connection;
    const scope = project === undefined ? `space ${space ?? ''}` : `project ${project}`;
    const checks = [
      profile,
      ok('service', `${origin} (from ${sourceOf(session, 'service')})`),
      ok('scope', `${scope} (from ${sourceOf(session, 'scope')})`),
      ok('credential', `${auth.type} (from ${sourceOf(session, 'credential')})`),
      ...warnings,
    ];
    return { connection, checks };
  } catch (error) {
    if (error instanceof MissingSettings)
      return { checks: [profile, ...groupChecks(session, error), ...warnings] };
    if (!(error instanceof UsageError)) throw error;
    const { hint, message } = error;
    const fix =
      hint === undefined || hint === 'wxdi doctor' ? 'fix it there; see docs/cli.md, "Configuration"' : hint;
    return { checks: [failed('settings', message, fix, exitCode.usage), ...warnings] };
  }
};

/** One check for each group that every request needs. */
const groupChecks = ({ settings }: Session, { missing }: MissingSettings): readonly Check[] =>
  (['service', 'scope', 'credential'] as const).map((group) => {
    const absent = missing.find((one) => one.group === group);
    if (absent === undefined) return ok(group, `set by ${placesOf(settings, group) ?? 'nothing'}`);
    const { what, ways } = absent;
    const fix = `set ${ways}; or add it to a profile: docs/cli.md, "Configuration"`;
    return failed(group, `no ${what} is set`, fix, exitCode.usage);
  });
