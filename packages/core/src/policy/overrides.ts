import { defined } from '../domain/defined.js';

/** Some of the settings; the others, and those that are undefined, keep their defaults. */
export type Overrides<Settings> = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** Settings with the overrides applied; an undefined override is ignored. */
export const withOverrides = <Settings extends object>(
  settings: Settings,
  overrides: Overrides<Settings> = {},
): Settings => ({ ...settings, ...defined(overrides) });
