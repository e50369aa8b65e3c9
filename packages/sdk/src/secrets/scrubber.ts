import { formsOf } from './forms.js';

/** Replaces secrets in a text. */
export type Scrub = (text: string) => string;

/** Replaces secrets in texts of any length. */
export interface Scrubber extends Scrub {
  /** The first `most` characters, without secrets. Work and result are bounded, however long the text is. */
  readonly excerpt: (text: string, most: number) => string;
  /** The length of the longest form of a secret. */
  readonly longest: () => number;
}

const mask = '[secret]';

/** Shorter secrets are not replaced: they would match parts of words. */
const shortest = 4;

/**
 * A function that replaces each secret in a text, in all of its forms (raw, JSON-escaped, URL-encoded, base64, hexadecimal), by
 * `[secret]`. `secrets` is read on every call, so a set may grow. Secrets of fewer than four characters are ignored.
 *
 * @example
 * const scrub = scrubber(['my-api-key']);
 * console.error(scrub('refused: my-api-key')); // refused: [secret]
 */
export const scrubber = (secrets: Iterable<string>): Scrub => scrubberOf(secrets);

/** The same, with excerpts of long texts. */
export const scrubberOf = (secrets: Iterable<string>): Scrubber => {
  let known = new Map<string, readonly string[]>();

  /** The forms are computed once for each secret, and forgotten with it. */
  const allForms = (): readonly string[] => {
    const current = new Map<string, readonly string[]>();
    for (const secret of secrets)
      if (secret.length >= shortest) current.set(secret, known.get(secret) ?? formsOf(secret));
    known = current;
    return [...new Set([...current.values()].flat())];
  };
  return withExcerpts(
    (text) => {
      const forms = allForms().filter((form) => form !== '' && text.includes(form));
      if (forms.length === 0) return text;
      // The longest first, so that no part of a longer secret remains; in one pass, so that the mask stays intact.
      const pattern = forms.sort((a, b) => b.length - a.length).map(escapePattern);
      return text.replace(new RegExp(pattern.join('|'), 'g'), mask);
    },
    () => allForms().reduce((longest, { length }) => Math.max(longest, length), 0),
  );
};

const withExcerpts = (scrub: Scrub, longest: () => number): Scrubber =>
  Object.assign((text: string) => scrub(text), {
    longest,
    excerpt: (text: string, most: number): string => {
      if (text.length <= most) return scrub(text);
      // A secret that the cut divides would not be found, so as much as the longest secret is removed after the scrubbing.
      const margin = longest();
      const scrubbed = scrub(text.slice(0, most + margin));
      return `${scrubbed.slice(0, Math.max(0, Math.min(most, scrubbed.length - margin)))}…`;
    },
  });

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The same function with more secrets: those of one call. */
export const alsoScrubbing = (scrub: Scrubber, secrets: readonly string[]): Scrubber => {
  if (secrets.length === 0) return scrub;
  const own = scrubberOf(secrets);
  return withExcerpts(
    (text) => scrub(own(text)),
    () => Math.max(scrub.longest(), own.longest()),
  );
};
