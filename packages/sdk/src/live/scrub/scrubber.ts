import { formsOf } from './forms.js';

/** Removes every known secret from a text that others wrote. */
export type Scrub = (text: string) => string;

const mask = '[secret]';

/**
 * Takes every secret out of a text, in each of its forms, the longest first, so that none hides inside another, and
 * in one pass, so that none is found in the mask.
 */
export const scrubber =
  (secrets: () => readonly string[]): Scrub =>
  (text) => {
    if (text === '') return text;
    const forms = [
      ...new Set(
        secrets()
          .filter((secret) => secret !== '')
          .flatMap(formsOf),
      ),
    ].filter(Boolean);
    if (forms.length === 0 || !forms.some((form) => text.includes(form))) return text;
    const pattern = forms.sort((a, b) => b.length - a.length).map(literal);
    return text.replace(new RegExp(pattern.join('|'), 'g'), mask);
  };

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The same, with more secrets: those of one call. */
export const alsoScrubbing = (scrub: Scrub, secrets: readonly string[]): Scrub =>
  secrets.length === 0
    ? scrub
    : (
        (own) => (text: string) =>
          scrub(own(text))
      )(scrubber(() => secrets));
