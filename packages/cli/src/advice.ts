import type { WxdiError } from '@wxdi/sdk';
import { placeOf, profileOf } from './settings/place.js';
import { layerOf, type Settings } from './settings/settings.js';

type Fault = Pick<WxdiError, 'kind' | 'message' | 'status' | 'at' | 'origin' | 'mediaType'>;

/** What to do about an error that has the same cause in every command. */
export const adviceFor = (error: Fault, settings: Settings): string | undefined => {
  const { kind, message, status, at, origin, mediaType } = error;
  const isRedirect = status !== undefined && status >= 300 && status < 400;
  // Not an answer of the service, unless it or its gateway failed.
  if (isRedirect || (mediaType === 'text/html' && (status ?? 0) < 500))
    return `check ${urlPlace(settings, origin)} and the proxy; wxdi doctor shows both`;
  if (kind === 'NotPermitted') {
    return status === 403 && origin === undefined
      ? `check the id of the project or space, and that you are a member: --project, ${profileOf(settings, 'scope') ?? 'WXDI_PROJECT_ID'}`
      : credentialAdvice(error, settings);
  }
  if (kind === 'Undecodable') return 'run it again with -v, and report this with the trace id';
  if (kind !== 'Unavailable') return undefined;
  // The one error of this kind that is local: the journal of starts.
  if (at.includes('journal')) return journalAdvice(message);
  if (status !== undefined) return 'try again later; -v prints each request';
  return origin === undefined
    ? 'wxdi doctor, which checks the name, network, proxy and certificate'
    : `check ${urlPlace(settings, origin)} and the connection to it`;
};

const journalAdvice = (message: string): string => {
  if (message.includes('wxdi journal migrate')) return 'wxdi journal migrate';
  return message.includes('PostgreSQL at ')
    ? 'check the database, and --journal, WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE'
    : 'set XDG_STATE_HOME to a writable folder; starts are saved in wxdi/ there';
};

/** The setting that names a server. */
const urlPlace = (settings: Settings, origin: string | undefined): string => {
  if (origin !== undefined) return placeOf(settings, 'WXDI_AUTH_URL');
  const isRegion = Boolean(layerOf(settings, 'service')?.variables['WXDI_REGION']);
  return placeOf(settings, isRegion ? 'WXDI_REGION' : 'WXDI_URL');
};

/** What to do about a credential that its token service, or else the service, refused. */
const credentialAdvice = ({ status, message, origin }: Fault, settings: Settings): string => {
  const variables = layerOf(settings, 'credential')?.variables ?? {};
  const place = (name: string): string => {
    const ways = [name, `${name}_FILE`, `${name}_COMMAND`];
    return placeOf(settings, ways.find((way) => variables[way]) ?? name);
  };
  const [key, token, user] = ['WXDI_APIKEY', 'WXDI_BEARER_TOKEN', 'WXDI_USERNAME'].map(place);
  const hasKey = ['', '_FILE', '_COMMAND'].some((end) => variables[`WXDI_APIKEY${end}`]);
  const type = variables['WXDI_AUTH_TYPE']?.trim().toLowerCase() || (hasKey ? 'iam' : 'bearertoken');
  const isLost = origin !== undefined && ![200, 400, 401, 403].includes(status ?? 0);
  if (isLost) return `check ${urlPlace(settings, origin)}: it is the origin of the token service`;
  switch (type) {
    case 'iam':
      if (origin === undefined) return `check that the API key is for this service: ${key}`;
      if (/\block/i.test(message)) return `unlock the API key at ${keysUrl}, or set another: ${key}`;
      if (/\bIP\b|address/i.test(message))
        return 'ask an administrator of the account to allow the IP address of this machine: https://cloud.ibm.com/iam/settings';
      return `create a new API key at ${keysUrl} and set it: ${key}`;
    case 'cp4d':
    case 'zenapikey':
      return `check ${user} and ${hasKey ? key : place('WXDI_PASSWORD')}`;
    case 'noauth':
      return 'set a credential: with auth type noauth, none is sent';
    default:
      return `check that the token is for this service and has not expired: ${token}; tokens of an API key are renewed`;
  }
};

const keysUrl = 'https://cloud.ibm.com/iam/apikeys';
