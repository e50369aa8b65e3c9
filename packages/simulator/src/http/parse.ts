import type { SimRequest } from '../model/wire.js';
import { parseJson } from '../model/json.js';

/** The body of a request as the model takes it. */
export const parsedBody = (
  text: string,
  type = '',
): { readonly body: unknown; readonly bodyError?: string } => {
  if (text === '') return { body: undefined };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(text)) };
  }
  try {
    return { body: parseJson(text) };
  } catch (error) {
    return { body: undefined, bodyError: error instanceof Error ? error.message : String(error) };
  }
};

/** Path and query of the target of a request. The path is not changed. */
export const parsedTarget = (target: string): Pick<SimRequest, 'path' | 'query'> => {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path, query: Object.fromEntries(new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1))) };
};
