import { segmentRefusal } from '@wxdi/sdk';
import { nearest } from '../args/nearest.js';
import { UsageError } from '../usage-error.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export const refused = (message: string): UsageError => new UsageError(message, 'wxdi api --help');

export const methodOf = (word: string): (typeof methods)[number] => {
  const found = methods.find((method) => method === word.toUpperCase());
  if (found !== undefined) return found;
  const near = nearest(word, methods);
  throw refused(`METHOD takes ${methods.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`);
};

// Control characters are what it is about.
const control = /[\u0000-\u0020\u007f-\u009f]/;

/** A path on the service and nowhere else, that says what it means. */
export const checkPath = (path: string): void => {
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) {
    throw refused('PATH begins with one slash: /v2/jobs');
  }
  if (control.test(path)) throw refused('PATH holds a space or a control character: encode it');
  if (path.includes('#')) throw refused('PATH holds #: encode it as %23');
  const [route = ''] = path.split('?', 1);
  if (route.split('/').some((segment) => segment !== '' && segmentRefusal(segment) !== undefined)) {
    throw refused('PATH holds a segment of dots, an encoded dot or slash, or more than 256 characters');
  }
};
