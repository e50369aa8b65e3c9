import { badRequest, rejection, type Problem } from './errors.js';
import type { Config } from './options.js';
import type { Scope } from './state.js';

export const projectScope = (config: Config): Scope => ({
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
  const what = project !== '' ? `project ${project}` : `space ${space}`;
  return rejection(
    config.quirks.wrongScope,
    `The ${what} could not be found, or you are not a member of it.`,
  );
};

export const isProblem = (value: object): value is Problem => 'status' in value && 'message' in value;
