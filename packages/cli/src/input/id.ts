import { isUuid } from '@wxdi/sdk';

const pages = {
  JOB: /^https?:\/\/[^?#]*\/jobs\/([0-9a-f-]{36})(?![^/?#])/i,
  RUN: /^https?:\/\/[^?#]*\/jobs\/[^/?#]+\/(?:runs?\/)?([0-9a-f-]{36})(?![^/?#])/i,
} as const;

/** A UUID is written in lower case, as the service does; it compares ids as text. Any other text keeps its form. */
export const asId = (text: string): string => (isUuid(text) ? text.toLowerCase() : text);

/** The id in a word: a UUID in any case, or in the URL of a page of the console. */
export const idIn = (what: keyof typeof pages, text: string): string | undefined => {
  const id = isUuid(text) ? text : (pages[what].exec(text)?.[1] ?? '');
  return isUuid(id) ? asId(id) : undefined;
};

/** The job in the URL of a page of a run. */
export const jobOfRunIn = (text: string): string | undefined =>
  pages.RUN.test(text) ? idIn('JOB', text) : undefined;

export interface PageScope {
  readonly kind: 'project' | 'space';
  readonly id: string;
}

/** The project or space in the URL of a page of the console, if it has the id of one. */
export const scopeIn = (text: string): PageScope | undefined => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { pathname, searchParams } = new URL(text);
  for (const kind of ['project', 'space'] as const) {
    const [, inPath] = new RegExp(`/${kind}s/([^/]+)`, 'i').exec(pathname) ?? [];
    const id = searchParams.get(`${kind}_id`) ?? inPath ?? '';
    if (isUuid(id)) return { kind, id: asId(id) };
  }
  return undefined;
};
