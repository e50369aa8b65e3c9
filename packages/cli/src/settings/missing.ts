import type { Context } from '../context.js';
import type { Group } from './keys.js';
import { UsageError } from '../usage-error.js';
import { groups } from './keys.js';

/** Something that every request needs and that nothing names. */
export interface MissingSetting {
  readonly group: Exclude<Group, 'trust'>;
  /** What it is, in a sentence: `which service`. */
  readonly what: string;
  /** How it is given. */
  readonly ways: string;
}

const needed: readonly MissingSetting[] = [
  { group: 'service', what: 'which service', ways: '--region or --url; WXDI_REGION or WXDI_URL' },
  {
    group: 'scope',
    what: 'which project or space',
    ways: '--project or --space; WXDI_PROJECT_ID or WXDI_SPACE_ID',
  },
  {
    group: 'credential',
    what: 'with which credential',
    ways: 'WXDI_APIKEY, or WXDI_BEARER_TOKEN, or a file with it in WXDI_APIKEY_FILE',
  },
];

/** What nothing names, all of it at once: exit 2. */
export class MissingSettings extends UsageError {
  readonly missing: readonly MissingSetting[];

  constructor(missing: readonly MissingSetting[]) {
    const list = missing.map(({ what, ways }) => `${what} (${ways})`);
    super(
      `nothing says ${list.join(', nor ')}`,
      'wxdi doctor, which shows what is set and where; wxdi demo needs no account',
    );
    this.missing = missing;
  }
}

/** Refuses, with all that is missing. */
export const requireGroups = (isSet: (group: MissingSetting['group']) => boolean): void => {
  const missing = needed.filter(({ group }) => !isSet(group));
  if (missing.length > 0) throw new MissingSettings(missing);
};

/** The same, before anything is read or run. IBM_CREDENTIALS_FILE may hold any of it. */
export const requireVariables = (env: Context['env']): void => {
  if (!env['IBM_CREDENTIALS_FILE']) requireGroups((group) => groups[group].some((name) => env[name]));
};
