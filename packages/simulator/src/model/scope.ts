import { badRequest, rejection, type Problem } from './errors.js';
import type { Config } from './options.js';
import type { Scope } from './state.js';

const projectScope = (config: Config): Scope => ({
  kind: 'project',
  id: config.projectId,
  name: config.projectName,
});

/** Requires exactly one of `project_id` and `space_id`, with a known id. */
export const readScope = (config: Config, query: Readonly<Record<string, string>>): Scope | Problem => {
  const { project_id: project = '', space_id: space = '' } = query;
  if (project !== '' && space !== '') {
    return badRequest('project_id and space_id are mutually exclusive', {
      type: 'parameter',
      name: 'space_id',
    });
  }
  if (project === '' && space === '') {
    return badRequest('either project_id or space_id is required', { type: 'parameter', name: 'project_id' });
  }
  if (project === config.projectId) return projectScope(config);
  if (Object.hasOwn(config.projects, project)) {
    return { kind: 'project', id: project, name: config.projects[project] ?? '' };
  }
  if (space !== '' && space === config.spaceId) return { kind: 'space', id: space, name: config.spaceName };
  if (Object.hasOwn(config.spaces, space)) {
    return { kind: 'space', id: space, name: config.spaces[space] ?? '' };
  }
  const what = project !== '' ? `project ${project}` : `space ${space}`;
  return rejection(
    config.quirks.wrongScope,
    `The ${what} could not be found, or you are not a member of it.`,
  );
};

/** The scope of an initial job. Throws a `RangeError` if there is none of this id or name. */
export const seededScope = (
  config: Config,
  { project, space }: { readonly project?: string; readonly space?: string },
): Scope => {
  if (project !== undefined && space !== undefined)
    throw new RangeError('a job has either a project or a space, not both');
  const kind = space === undefined ? 'project' : 'space';
  const wanted = space ?? project ?? config.projectId;
  const all =
    kind === 'project'
      ? { [config.projectId]: config.projectName, ...config.projects }
      : { [config.spaceId]: config.spaceName, ...config.spaces };
  const found = Object.entries(all).find(([id, name]) => id === wanted || name === wanted);
  if (found === undefined)
    throw new RangeError(`there is no ${kind} "${wanted}"; there are ${Object.values(all).join(', ')}`);
  return { kind, id: found[0], name: found[1] };
};

export const isProblem = (value: object): value is Problem => 'status' in value && 'message' in value;
