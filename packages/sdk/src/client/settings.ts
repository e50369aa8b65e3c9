import type { ClientOptions } from './options.js';
import { invalidInput } from '@wxdi/core';
import { WxdiError } from '../error.js';
import { regions } from './regions.js';

/** Where the service is and what the calls are about, checked. */
export interface Settings {
  readonly origin: string;
  readonly scope: { readonly project_id: string } | { readonly space_id: string };
}

/** Checks what a JavaScript caller, or text from a configuration, may have got wrong; throws a `WxdiError`. */
export const settingsOf = ({ url, region, project, space }: ClientOptions): Settings => {
  if (project && space) throw wrong('project', 'a project or a space', 'both');
  if (url && region) throw wrong('url', 'a URL or a region', 'both');
  const origin = url ? originOf('url', url) : regions[region ?? 'dallas'];
  if (!url && region === undefined) throw wrong('url', 'a URL or a region', 'neither');
  if (origin === undefined) throw wrong('region', Object.keys(regions).join(', '), String(region));
  if (project) return { origin, scope: { project_id: project } };
  if (space) return { origin, scope: { space_id: space } };
  throw wrong('project', 'a project or a space', 'neither');
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The origin of a URL that a credential may be sent to: https, or http on this machine. */
export const originOf = (option: string, text: string): string => {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // Whatever it is, it may hold a password.
    throw wrong(option, 'a URL such as https://cpd.example.com', 'something else');
  }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  if (!safe) throw wrong(option, 'https, or http on loopback', `${url.protocol}//${url.host}`);
  if (url.username !== '' || url.password !== '')
    throw wrong(option, 'a URL without a user', 'a URL with one');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw wrong(option, `an origin: ${url.origin}`, 'a URL with a path or a query');
  }
  return url.origin;
};

/** A value that must be there: JavaScript callers may leave it out, and text from a configuration may be empty. */
export const requireOption = <A>(option: string, value: A): NonNullable<A> => {
  if (value === undefined || value === null || value === '') throw wrong(option, 'a value', 'none');
  return value;
};

export const wrong = (path: string, expected: string, received: string): WxdiError =>
  new WxdiError(
    invalidInput(`option ${path}: expected ${expected}, got ${received}`, [{ path, expected, received }]),
  );
