import type { ClientOptions } from './client-options.js';
import { originOf } from '../auth/origin.js';
import { wrongOption } from '../option-error.js';
import { regions } from './regions.js';

/** The checked origin of the service and the scope of all calls. */
export interface Settings {
  readonly origin: string;
  readonly scope: { readonly project_id: string } | { readonly space_id: string };
}

/** Checks values from a JavaScript caller or a configuration; throws a `WxdiError`. */
export const settingsOf = ({ url, region, project, space }: ClientOptions): Settings => {
  if (project && space) throw wrongOption('project', 'a project or a space', 'both');
  if (url && region) throw wrongOption('url', 'a URL or a region', 'both');
  const origin = url
    ? originOf('url', url)
    : Object.hasOwn(regions, region ?? 'dallas')
      ? regions[region ?? 'dallas']
      : undefined;
  if (!url && region === undefined) throw wrongOption('url', 'a URL or a region', 'neither');
  if (origin === undefined) throw wrongOption('region', Object.keys(regions).join(', '), String(region));
  if (project) return { origin, scope: { project_id: project } };
  if (space) return { origin, scope: { space_id: space } };
  throw wrongOption('project', 'a project or a space', 'neither');
};
