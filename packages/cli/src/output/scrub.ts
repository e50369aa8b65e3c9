import type { Output } from '../context.js';

/** Credentials of this process: values that must not appear in what it says. */
export type Secrets = Set<string>;

const names = /^WXDI_(APIKEY|BEARER_TOKEN|PASSWORD)$/;

export const secretsOf = (env: Readonly<Record<string, string | undefined>>): Secrets =>
  new Set(Object.entries(env).flatMap(([name, value]) => (value && names.test(name) ? [value] : [])));

/** The last net under everything written to stderr. Shorter secrets than four characters would blot out words. */
export const scrubbed = (output: Output, secrets: Secrets): Output => ({
  get isTerminal() {
    return output.isTerminal;
  },
  get columns() {
    return output.columns;
  },
  get rows() {
    return output.rows;
  },
  flush: () => output.flush(),
  write: (text) => output.write(clean(text, secrets)),
});

/** Text without any of the secrets, in whatever way it may write them. */
export const clean = (text: string, secrets: Secrets): string => {
  const forms = [...secrets].filter((secret) => secret.length >= 4).flatMap((secret) => [...formsOf(secret)]);
  // The longest first, so that of one that begins like another no end is left.
  return forms
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, form) => left.replaceAll(form, '***'), text);
};

/** A secret as it is, as JSON writes it, and as URLs do. */
const formsOf = (secret: string): ReadonlySet<string> =>
  new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(Buffer.from(secret).toString())]);
