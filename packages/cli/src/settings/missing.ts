import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { groups, type Group } from './keys.js';

/** A setting that every request needs and that is not set. */
export interface MissingSetting {
  readonly group: Exclude<Group, 'trust'>;
  readonly what: string;
  /** How it is set. */
  readonly ways: string;
}

const needed: readonly MissingSetting[] = [
  { group: 'service', what: 'service', ways: '--region or --url; WXDI_REGION or WXDI_URL' },
  {
    group: 'scope',
    what: 'project or space',
    ways: '--project or --space; WXDI_PROJECT_ID or WXDI_SPACE_ID',
  },
  {
    group: 'credential',
    what: 'credential',
    ways: 'WXDI_APIKEY or WXDI_BEARER_TOKEN, or a file in WXDI_APIKEY_FILE',
  },
];

/** All missing settings: exit 2. */
export class MissingSettings extends UsageError {
  readonly missing: readonly MissingSetting[];

  constructor(missing: readonly MissingSetting[]) {
    const list = missing.map(({ what, ways }) => `${what} (${ways})`);
    super(
      `missing settings: ${list.join(', ')}`,
      'wxdi doctor, which shows what is set and where; wxdi demo needs no account',
    );
    this.missing = missing;
  }
}

export const requireGroups = (isSet: (group: MissingSetting['group']) => boolean): void => {
  const missing = needed.filter(({ group }) => !isSet(group));
  if (missing.length > 0) throw new MissingSettings(missing);
};

/** The same, before anything is read or run. IBM_CREDENTIALS_FILE may contain any of the settings. */
export const requireVariables = (env: Context['env']): void => {
  if (!env['IBM_CREDENTIALS_FILE']) requireGroups((group) => groups[group].some((name) => env[name]));
};
