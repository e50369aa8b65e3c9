import { isUuid } from '@wxdi/sdk';

const pages = {
  JOB: /^https?:\/\/[^?#]*\/jobs\/([0-9a-f-]{36})(?![^/?#])/i,
  RUN: /^https?:\/\/[^?#]*\/jobs\/[^/?#]+\/(?:runs?\/)?([0-9a-f-]{36})(?![^/?#])/i,
} as const;

/** The id in a word: a UUID in any case, or in the URL of a page of the console. */
export const idIn = (what: keyof typeof pages, text: string): string | undefined => {
  const id = isUuid(text) ? text : (pages[what].exec(text)?.[1] ?? '');
  return isUuid(id) ? id.toLowerCase() : undefined;
};
