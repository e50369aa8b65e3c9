/** Which requests a fault or a question about the requests is about. */
export interface Target {
  /** `undefined`: every method. */
  readonly method: string | undefined;
  /** Path templates, where `*` is any one segment; `undefined`: every path. */
  readonly paths: readonly string[] | undefined;
}

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

const runPath = '/v2/jobs/*/runs/*';

/** The words for paths. */
const places: Readonly<Record<string, readonly string[]>> = {
  jobs: ['/v2/jobs'],
  job: ['/v2/jobs/*'],
  runs: ['/v2/jobs/*/runs'],
  run: [runPath],
  logs: [`${runPath}/logs`],
  cancel: [`${runPath}/cancel`],
  pause: [`${runPath}/pause`],
  resume: [`${runPath}/resume`],
  refresh_state: [`${runPath}/refresh_state`],
  search: ['/v2/asset_types/*/search'],
  projects: ['/v2/projects'],
  spaces: ['/v2/spaces'],
  token: ['/identity/token', '/icp4d-api/v1/authorize'],
};

const known = `a method (${methods.join(', ')}, or * for any), a place (${Object.keys(places).join(', ')}, or a path such as /v2/jobs/*/runs), or both`;

/** Reads `POST runs`, `GET *`, `token` or `*`. Throws a `RangeError` that names the wrong word. */
export const readTarget = (text: string): Target => {
  const [first = '', second, ...more] = text.trim().split(/\s+/);
  if (first === '') throw new RangeError(`a target is missing: use ${known}`);
  if (more.length > 0) throw new RangeError(`target "${text.trim()}" has more than two words: use ${known}`);
  if (first === '*' || isMethod(first)) {
    return {
      method: isMethod(first) ? first : undefined,
      paths: second === undefined ? undefined : pathsOf(second),
    };
  }
  if (second !== undefined)
    throw new RangeError(`"${first}" is not a method: use ${methods.join(', ')}, or * for any`);
  return { method: undefined, paths: pathsOf(first) };
};

const isMethod = (word: string): boolean => methods.some((method) => method === word);

const pathsOf = (word: string): readonly string[] | undefined => {
  if (word === '*') return undefined;
  if (word.startsWith('/')) return [word];
  if (Object.hasOwn(places, word)) return places[word];
  throw new RangeError(`"${word}" is not a target: use ${known}`);
};

const fits = (template: string, path: string): boolean => {
  const wanted = template.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, i) => part === '*' || part === given[i]);
};

export const isAbout = (
  { method, paths }: Target,
  request: { readonly method: string; readonly path: string },
): boolean =>
  (method === undefined || method === request.method) &&
  (paths === undefined || paths.some((path) => fits(path, request.path)));
