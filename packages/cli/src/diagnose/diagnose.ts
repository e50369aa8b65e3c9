import type { NodeTransport } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { UsageError } from '../errors.js';
import { failureOf } from '../failure.js';
import { exitCode } from '../exit-code.js';
import { readUserConfig, userConfigPath } from '../settings/config-file.js';
import { connectionFor } from '../settings/connect.js';
import { MissingSettings, needed, neededGroups, type Connection } from '../settings/connection.js';
import { variablesOf } from '../settings/keys.js';
import { placeOf } from '../settings/place.js';
import { reporting } from '../settings/problems.js';
import { layerOf } from '../settings/settings.js';
import { checkAccess } from './access.js';
import { failed, ok, skipped, warned, type Check } from './check.js';
import { checkClock, checkConnection, checkProxy, readOneJob } from './connection.js';

/** Checks everything between the settings and the project, in order. */
export const diagnose = async (session: Session): Promise<readonly Check[]> => {
  const { settings, context } = session;
  const warnings = settings.warnings.map((warning) => {
    const [detail = '', fix = ''] = warning.split(': ', 2);
    return warned('configuration', detail, fix);
  });
  const file = settings.path ?? `no configuration at ${userConfigPath(context.env) ?? 'HOME'}`;
  const selected = settings.profile === undefined ? 'no profile' : `profile ${settings.profile}`;
  const profile = ok('profile', `${selected}; ${file}`);
  const problems = (settings.problems ?? []).map((problem) => settingsCheck(problem));
  const unused = await unusedProfiles(session);
  const connection = await connectionFor(session).catch((error: unknown) => {
    if (error instanceof UsageError) return error;
    throw error;
  });
  if (connection instanceof MissingSettings)
    return [profile, ...problems, ...unused, ...missingChecks(session, connection), ...warnings];
  if (connection instanceof UsageError)
    return [...problems, ...unused, settingsCheck(connection), ...warnings];
  const sources = sourceChecks(session, connection);
  return [
    profile,
    ...problems,
    ...unused,
    ...sources,
    ...warnings,
    ...(await checkService(session, connection)),
  ];
};

const settingsCheck = ({ message, hint = 'wxdi doctor' }: UsageError): Check => {
  const fix = hint === 'wxdi doctor' ? 'fix it there; see docs/cli.md, "Configuration"' : hint;
  return failed('settings', message, fix, exitCode.usage);
};

/** Mistakes in profiles that are not in use. */
const unusedProfiles = async ({ context, secrets, settings }: Session): Promise<readonly Check[]> => {
  const found: UsageError[] = [];
  const config = await readUserConfig(
    context,
    secrets,
    reporting(() => undefined),
  );
  for (const [name, read] of config?.profiles ?? [])
    if (name !== settings.profile) read(reporting((problem) => found.push(problem)));
  return found.map(({ message }) => warned('profile', message, 'fix it before the profile is used'));
};

/** What every request needs, and the source of each. */
const sourceChecks = (
  { settings }: Session,
  { origin, project, space, auth }: Connection,
): readonly Check[] => {
  const values = {
    service: origin,
    scope: project === undefined ? `space ${space ?? ''}` : `project ${project}`,
    credential: auth.type,
  };
  return neededGroups.map((group) =>
    ok(group, `${values[group]} (from ${layerOf(settings, group)?.name ?? 'nowhere'})`),
  );
};

const missingChecks = ({ settings }: Session, { missing }: MissingSettings): readonly Check[] =>
  neededGroups.map((group) => {
    const layer = layerOf(settings, group);
    const names = variablesOf(group).filter((name) => layer?.variables[name]);
    const places = names.map((name) => placeOf(settings, name)).join(', ');
    if (!missing.includes(group)) return ok(group, `set by ${places || 'nothing'}`);
    const [what, ways] = needed[group];
    const fix = `set ${ways}; or add it to a profile: docs/cli.md, "Configuration"`;
    return failed(group, `no ${what} is set`, fix, exitCode.usage);
  });

const checkService = async (session: Session, connection: Connection): Promise<readonly Check[]> => {
  let transport: NodeTransport;
  try {
    transport = await session.context.openTransport(connection.network);
  } catch (error) {
    const { message, exitCode: code } = failureOf(error, session);
    return [failed('TLS', message, 'fix it there; see docs/cli.md, "Configuration"', code)];
  }
  try {
    // Without a credential.
    const outcome = await readOneJob(session, connection, transport);
    const reached = [checkProxy(connection), ...checkConnection(outcome, connection)];
    if ('failure' in outcome) return [...reached, ...['clock', 'token', 'project'].map(notChecked)];
    const { token, project } = await checkAccess(session, connection, transport);
    return [...reached, checkClock(session, outcome.headers), token, project ?? notChecked('project')];
  } finally {
    transport.close();
  }
};

const notChecked = (name: string): Check => skipped(name, 'not checked: an earlier check failed');
