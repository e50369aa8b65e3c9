import { formsOf } from './forms.js';

/** Replaces secrets in a text. */
export type Scrub = (text: string) => string;

const mask = '[secret]';

/** Shorter secrets are not replaced: they would match parts of words. */
const shortest = 4;

/**
 * A function that replaces each secret in a text, in all of its forms (raw, JSON-escaped, URL-encoded, base64), by
 * `[secret]`. `secrets` is read on every call, so a set may grow. Secrets of fewer than four characters are ignored.
 *
 * @example
 * const scrub = scrubber(['my-api-key']);
 * console.error(scrub('refused: my-api-key')); // refused: [secret]
 */
export const scrubber =
  (secrets: Iterable<string>): Scrub =>
  (text) => {
    const long = [...secrets].filter((secret) => secret.length >= shortest);
    const forms = [...new Set(long.flatMap(formsOf))].filter((form) => form !== '' && text.includes(form));
    if (forms.length === 0) return text;
    // The longest first, so that no part of a longer secret remains; in one pass, so that the mask stays intact.
    const pattern = forms.sort((a, b) => b.length - a.length).map(escapePattern);
    return text.replace(new RegExp(pattern.join('|'), 'g'), mask);
  };

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The same function with more secrets: those of one call. */
export const alsoScrubbing = (scrub: Scrub, secrets: readonly string[]): Scrub => {
  if (secrets.length === 0) return scrub;
  const own = scrubber(secrets);
  return (text) => scrub(own(text));
};
