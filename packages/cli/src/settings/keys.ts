/**
 * The settings of a profile, and the variable of each, in groups. A group is taken whole from a single source: sources
 * are not mixed within it.
 */
export const groups = {
  service: { url: 'WXDI_URL', region: 'WXDI_REGION' },
  scope: { project: 'WXDI_PROJECT_ID', space: 'WXDI_SPACE_ID' },
  credential: {
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
  },
  trust: {
    ca_file: 'WXDI_CA_FILE',
    client_cert: 'WXDI_CLIENT_CERT',
    client_key: 'WXDI_CLIENT_KEY',
    insecure: 'WXDI_INSECURE',
  },
} as const;

export type Group = keyof typeof groups;

export const groupNames = Object.keys(groups) as readonly Group[];

export const variablesOf = (group: Group): readonly string[] => Object.values(groups[group]);

export const profileKeys: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(groups).flatMap((group) => Object.entries(group)),
);
