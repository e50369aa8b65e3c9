import { wrongOption } from '../option-error.js';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The origin of a URL that may receive a credential: https, or http on loopback. */
export const originOf = (option: string, text: string): string => {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // The text is not shown: it may contain a password.
    throw wrongOption(option, 'a URL such as https://cpd.example.com', 'something else');
  }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
  if (!safe) throw wrongOption(option, 'https, or http on loopback', `${url.protocol}//${url.host}`);
  if (url.username !== '' || url.password !== '')
    throw wrongOption(option, 'a URL without a user', 'a URL with one');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw wrongOption(option, `an origin: ${url.origin}`, 'a URL with a path or a query');
  }
  return url.origin;
};
