import type { Plan, PlannedAction } from '@wxdi/sdk';

/** A request that is not sent. */
interface Unsent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The requests of a plan, as it shows them: for a dry run. */
export const unsentOf = ({ actions, scope }: Plan): readonly Unsent[] => {
  const query = scope === undefined ? '' : `?${queryOf(scope)}`;
  return actions.flatMap((action): readonly Unsent[] => {
    const request = requestOf(action);
    return request === undefined ? [] : [{ ...request, path: `${request.path}${query}` }];
  });
};

const queryOf = (scope: NonNullable<Plan['scope']>): string =>
  'projectId' in scope
    ? `project_id=${encodeURIComponent(scope.projectId)}`
    : `space_id=${encodeURIComponent(scope.spaceId)}`;

const requestOf = (action: PlannedAction): Unsent | undefined => {
  switch (action.action) {
    case 'create':
      return { method: 'POST', path: '/v2/jobs', body: { job: action.request } };
    case 'update':
      return { method: 'PATCH', path: `/v2/jobs/${action.id}`, body: action.operations };
    case 'delete':
      return { method: 'DELETE', path: `/v2/jobs/${action.id}`, body: undefined };
    case 'unchanged':
    case 'refused':
      return undefined;
  }
};
