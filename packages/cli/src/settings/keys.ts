/** The settings of a profile, and the variable of each. */
export const profileKeys = {
  url: 'WXDI_URL',
  region: 'WXDI_REGION',
  project: 'WXDI_PROJECT_ID',
  space: 'WXDI_SPACE_ID',
  auth_type: 'WXDI_AUTH_TYPE',
  apikey: 'WXDI_APIKEY',
  apikey_file: 'WXDI_APIKEY_FILE',
  apikey_command: 'WXDI_APIKEY_COMMAND',
  bearer_token: 'WXDI_BEARER_TOKEN',
  bearer_token_file: 'WXDI_BEARER_TOKEN_FILE',
  username: 'WXDI_USERNAME',
  password: 'WXDI_PASSWORD',
  password_file: 'WXDI_PASSWORD_FILE',
  auth_url: 'WXDI_AUTH_URL',
  ca_file: 'WXDI_CA_FILE',
  client_cert: 'WXDI_CLIENT_CERT',
  client_key: 'WXDI_CLIENT_KEY',
  insecure: 'WXDI_INSECURE',
} as const;

export type ProfileKey = keyof typeof profileKeys;

export const isProfileKey = (key: string): key is ProfileKey => Object.hasOwn(profileKeys, key);

/** Keys whose value is a secret. */
export const secretKeys: ReadonlySet<ProfileKey> = new Set(['apikey', 'bearer_token', 'password']);

/** Keys whose value is a path. */
export const pathKeys: ReadonlySet<ProfileKey> = new Set([
  'apikey_file',
  'bearer_token_file',
  'password_file',
  'ca_file',
  'client_cert',
  'client_key',
]);

/** Settings that are read from a single source: sources are not mixed within a group. */
export const groups = {
  service: ['WXDI_URL', 'WXDI_REGION'],
  scope: ['WXDI_PROJECT_ID', 'WXDI_SPACE_ID'],
  credential: [
    'WXDI_AUTH_TYPE',
    'WXDI_APIKEY',
    'WXDI_APIKEY_FILE',
    'WXDI_APIKEY_COMMAND',
    'WXDI_BEARER_TOKEN',
    'WXDI_BEARER_TOKEN_FILE',
    'WXDI_USERNAME',
    'WXDI_PASSWORD',
    'WXDI_PASSWORD_FILE',
    'WXDI_AUTH_URL',
  ],
  trust: ['WXDI_CA_FILE', 'WXDI_CLIENT_CERT', 'WXDI_CLIENT_KEY', 'WXDI_INSECURE'],
} as const;

export type Group = keyof typeof groups;
