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

/** The variables of options that are checked when the connection is made. */
const optionVariables: Readonly<Record<string, string>> = {
  'tls.ca': 'WXDI_CA_FILE',
  'tls.ca[0]': 'WXDI_CA_FILE',
  'tls.ca[1]': 'NODE_EXTRA_CA_CERTS',
  'tls.cert': 'WXDI_CLIENT_CERT',
  'tls.key': 'WXDI_CLIENT_KEY',
};

/** A message of the library about a variable or an option, with the place where it was set; `undefined` for any other. */
export const placed = (settings: Settings, message: string): string | undefined => {
  const [all, name = ''] = /^(?:option )?(WXDI_[A-Z_]+|tls\.[a-z]+(?:\[\d\])?): /.exec(message) ?? [];
  if (all === undefined) return undefined;
  const place = placeOf(settings, optionVariables[name] ?? name);
  const rest = message
    .slice(all.length)
    .replace(/, got something else$/, '')
    .replaceAll(/tls\.[a-z]+/g, (option) => optionVariables[option] ?? option);
  return `${place}: ${place.includes(' of ') ? rest.replaceAll(/WXDI_[A-Z_]+/g, keyOf) : rest}`;
};
