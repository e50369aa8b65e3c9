import { groupNames, profileKeys, variablesOf, type Group } from './keys.js';
import { layerOf, type Settings } from './settings.js';

/** What a variable is called in a file, and as a flag. */
const keyOf = (variable: string): string =>
  Object.keys(profileKeys).find((key) => profileKeys[key] === variable) ?? variable;

/** Where a variable was set: `--url`, `WXDI_URL`, `project of .wxdi.yaml`, or `url of profile work in FILE`. */
export const placeOf = (settings: Settings, variable: string): string => {
  const group = groupNames.find((name) => variablesOf(name).includes(variable));
  const name = group === undefined ? undefined : layerOf(settings, group)?.name;
  if (group === undefined || name === undefined || name === 'the environment') return variable;
  if (name === 'a flag') return `--${keyOf(variable)}`;
  return `${keyOf(variable)} of ${profileOf(settings, group) ?? name}`;
};

/** The profile that sets a group, with its file. */
export const profileOf = (settings: Settings, group: Group): string | undefined => {
  const name = layerOf(settings, group)?.name;
  return name?.startsWith('profile ') === true ? `${name} in ${settings.path ?? ''}` : undefined;
};

/** A message of the library about a variable, with the place where the variable was set. */
export const placed = (settings: Settings, message: string): string => {
  const [all, variable = ''] = /^(?:option )?(WXDI_[A-Z_]+): /.exec(message) ?? [];
  if (all === undefined) return message;
  const place = placeOf(settings, variable);
  const rest = message.slice(all.length).replace(/, got something else$/, '');
  return `${place}: ${place.includes(' of ') ? rest.replaceAll(/WXDI_[A-Z_]+/g, keyOf) : rest}`;
};
