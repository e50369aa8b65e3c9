import type { Session } from '../session.js';
import type { Connection } from '../settings/connection.js';
import type { Group } from '../settings/keys.js';
import { connectionFor } from '../settings/connect.js';
import { exitCode } from '../exit-code.js';
import { failureOf } from '../failure.js';
import { userConfigPath } from '../settings/config-file.js';
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
    const failure = failureOf(error, { debug: false });
    if (failure.exitCode !== exitCode.usage) throw error;
    const fix = 'set what is missing in the environment, or in a profile: see docs/cli.md, Configuration';
    return { checks: [failed('settings', failure.message, fix, exitCode.usage), ...warnings] };
  }
};
