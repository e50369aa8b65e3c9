import type { ResourceList } from '@wxdi/bindings';
import { json } from './errors.js';
import type { Config } from './options.js';
import type { SimRequest, SimResponse } from './wire.js';

/** The projects that the caller may read. */
export const listProjects = (config: Config, request: SimRequest): SimResponse =>
  listOf(config, request, { [config.projectId]: config.projectName, ...config.projects }, 'guid');

/** The deployment spaces that the caller may read. */
export const listSpaces = (config: Config, request: SimRequest): SimResponse =>
  listOf(config, request, { [config.spaceId]: config.spaceName, ...config.spaces }, 'id');

const listOf = (
  { quirks }: Config,
  { query }: SimRequest,
  names: Readonly<Record<string, string>>,
  id: 'guid' | 'id',
): SimResponse => {
  const { name: wanted = '', limit = '100', skip = '0' } = query;
  const fits = (name: string): boolean => {
    switch (quirks.nameFilter) {
      case 'part':
        return name.toLowerCase().includes(wanted.toLowerCase());
      case 'exact':
        return wanted === '' || name === wanted;
      case 'ignored':
        return true;
    }
  };
  const found = Object.entries(names).filter(([, name]) => fits(name));
  const body: ResourceList = {
    resources: found
      .slice(Number(skip), Number(skip) + Number(limit))
      .map(([key, name]) => ({ metadata: { [id]: key }, entity: { name } })),
  };
  return json(200, body);
};
