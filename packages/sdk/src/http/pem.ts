const begins = {
  certificate: /-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/,
  key: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/,
} as const;

export type PemKind = keyof typeof begins;

/** Binary data that was read as text has NUL or replacement characters. */
const isBinary = (text: string): boolean => /[\0\uFFFD]/.test(text);

/** What a text must be instead, to be PEM; `undefined` if it begins like PEM. `path` is its file, if it is known. */
export const pemRefusal = (kind: PemKind, text: string, path = 'FILE'): string | undefined => {
  if (begins[kind].test(text)) return undefined;
  if (isBinary(text)) return derRefusal(kind, path);
  const file = path === 'FILE' ? '' : `, which ${path} is not`;
  return `PEM text with "-----BEGIN ${kind === 'key' ? 'PRIVATE KEY' : 'CERTIFICATE'}-----"${file}`;
};

/** What a binary file must be instead. */
export const derRefusal = (kind: PemKind, path: string): string => {
  const file = path === 'FILE' ? 'this' : path;
  if (/\.(p12|pfx)$/i.test(path)) {
    const what = kind === 'key' ? '-nocerts -nodes' : '-nokeys';
    return `PEM text, but ${file} is PKCS#12: convert it with openssl pkcs12 ${what} ${inAndOut(path, kind)}`;
  }
  const command = kind === 'key' ? 'pkey' : 'x509';
  return `PEM text, but ${file} is DER: convert it with openssl ${command} -inform der ${inAndOut(path)}`;
};

/** What an encrypted key must be instead, if there is no passphrase for it; `undefined` for any other key. */
export const encryptedRefusal = (key: string, path = 'FILE'): string | undefined =>
  /-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(key)
    ? `a key without a passphrase: decrypt it with openssl pkey ${inAndOut(path, 'plain')}`
    : undefined;

/** The arguments of a command that writes another file beside the first. */
const inAndOut = (path: string, mark?: string): string => {
  const out = `${path.replace(/\.\w+$/, '')}${mark === undefined ? '' : `-${mark}`}.pem`;
  const quoted = (text: string): string =>
    /^[\w./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  return `-in ${quoted(path)} -out ${quoted(out)}`;
};
