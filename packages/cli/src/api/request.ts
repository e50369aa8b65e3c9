import type { HttpResponse, TransportFailure } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { segmentRefusal, WxdiError } from '@wxdi/sdk';
import { nearest } from '../args/nearest.js';
import { clean } from '../output/scrub.js';
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

type Source = ConstructorParameters<typeof WxdiError>[0];
type Kind = Source['_tag'];

/** An answer that is no success, as the error that the other commands would make of it. */
export const failureOfAnswer = (
  { secrets }: Session,
  method: string,
  path: string,
  effect: 'read' | 'write',
  outcome: HttpResponse | TransportFailure,
): WxdiError => {
  const request = {
    operation: 'api',
    method,
    path: path.split('?', 1)[0] ?? '',
    ...(outcome.status === undefined ? {} : { status: outcome.status }),
  };
  const common = { at: ['api'], request, issues: [], paths: [], candidates: [] };
  if ('failure' in outcome) {
    const { failure, unsent } = outcome;
    const message = clean(outcome.message, secrets);
    const sure =
      unsent === true ||
      [
        'name-not-found',
        'no-connection',
        'certificate',
        'no-handshake',
        'invalid-request',
        'no-token',
        'credential-refused',
      ].includes(failure);
    return error({ ...common, message, ...kindOfFailure(failure, effect, sure) });
  }
  const { status, body } = outcome;
  const said = clean(messageIn(body), secrets);
  const message = `the service answered ${status}${said === '' ? '' : `: ${said}`}`;
  return error({ ...common, message, ...kindOfStatus(status, effect) });
};

const error = (source: object): WxdiError => new WxdiError(source as unknown as Source);

interface Verdict {
  readonly _tag: Kind;
  readonly outcome: 'not-sent' | 'rejected' | 'unknown';
}

const kindOfFailure = (
  failure: TransportFailure['failure'],
  effect: 'read' | 'write',
  sure: boolean,
): Verdict => {
  if (failure === 'aborted' && (effect === 'read' || sure)) return { _tag: 'Aborted', outcome: 'not-sent' };
  if (failure === 'credential-refused') return { _tag: 'NotPermitted', outcome: 'not-sent' };
  if (effect === 'write' && !sure) return { _tag: 'OutcomeUnknown', outcome: 'unknown' };
  return { _tag: 'Unavailable', outcome: sure ? 'not-sent' : 'unknown' };
};

const kindOfStatus = (status: number, effect: 'read' | 'write'): Verdict => {
  if (status === 401 || status === 403) return { _tag: 'NotPermitted', outcome: 'rejected' };
  if (status === 404) return { _tag: 'NotFound', outcome: 'rejected' };
  if (status === 429) return { _tag: 'Unavailable', outcome: 'rejected' };
  if (status < 500 || status === 501 || status === 505) return { _tag: 'Refused', outcome: 'rejected' };
  return effect === 'write'
    ? { _tag: 'OutcomeUnknown', outcome: 'unknown' }
    : { _tag: 'Unavailable', outcome: 'rejected' };
};

/** What a body of an error says, in the ways in which services say it. */
const messageIn = (body: string): string => {
  try {
    const value = JSON.parse(body) as {
      errors?: { message?: unknown }[];
      message?: unknown;
      errorMessage?: unknown;
    };
    const found = value.errors?.[0]?.message ?? value.message ?? value.errorMessage;
    return typeof found === 'string' ? found.slice(0, 500) : '';
  } catch {
    return '';
  }
};
