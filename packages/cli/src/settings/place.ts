import { groups, profileKeys, type Group } from './keys.js';
import { layerOf, type Settings } from './settings.js';

/** The flags of variables. */
const flags: Readonly<Record<string, string>> = {
  WXDI_URL: '--url',
  WXDI_REGION: '--region',
  WXDI_PROJECT_ID: '--project',
  WXDI_SPACE_ID: '--space',
};

const keys: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(profileKeys).map(([key, variable]) => [variable, key]),
);

type Places = Pick<Settings, 'layers' | 'path'>;

const groupOf = (variable: string): Group | undefined =>
  (Object.keys(groups) as Group[]).find((group) => groups[group].some((name) => name === variable));

/** Where a variable was set: `--url`, `WXDI_URL`, `project of .wxdi.yaml`, or `url of profile work in FILE`. */
export const placeOf = (settings: Places, variable: string): string => {
  const group = groupOf(variable);
  const name = group === undefined ? undefined : layerOf(settings, group)?.name;
  if (name === undefined || name === 'the environment') return variable;
  if (name === 'a flag') return flags[variable] ?? variable;
  return `${keys[variable] ?? variable} of ${profileOf(settings, group) ?? name}`;
};

/** The profile that sets a group, with its file. */
export const profileOf = (settings: Places, group: Group | undefined): string | undefined => {
  const name = group === undefined ? undefined : layerOf(settings, group)?.name;
  if (name?.startsWith('profile ') !== true) return undefined;
  return settings.path === undefined ? name : `${name} in ${settings.path}`;
};

/** A message of the library about a variable, with the place where the variable was set. */
export const placed = (settings: Places, message: string): string => {
  const [all, variable = ''] = /^(?:option )?(WXDI_[A-Z_]+): /.exec(message) ?? [];
  if (all === undefined) return message;
  const place = placeOf(settings, variable);
  const rest = message.slice(all.length).replace(/, got something else$/, '');
  // In a file the settings have other names.
  const inFile = place.includes(' of ');
  return `${place}: ${inFile ? rest.replaceAll(/WXDI_[A-Z_]+/g, (name) => keys[name] ?? name) : rest}`;
};

/** The places where the settings of a group were set. */
export const placesOf = (settings: Places, group: Group): string | undefined => {
  const layer = layerOf(settings, group);
  const names = groups[group].filter((name) => layer?.variables[name]);
  return names.length === 0 ? undefined : names.map((name) => placeOf(settings, name)).join(', ');
};
