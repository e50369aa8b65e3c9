import { isUuid } from '@wxdi/sdk';

const shape = '00000000-0000-0000-0000-000000000000';
/** The least characters of an id that commands accept. */
const least = 8;

/** Whether a text can be the beginning of an id: 8 characters or more of a UUID, but not all. */
export const isIdPrefix = (text: string): boolean =>
  text.length >= least && text.length < shape.length && isUuid(text + shape.slice(text.length));

/**
 * Short forms of ids: as many characters as distinguish all ids that were added so far, at least 8. An id that is not a
 * UUID keeps its form.
 */
export const shortIds = () => {
  const ids = new Set<string>();
  let prefixes = new Set<string>();
  let length = least;
  const short = (id: string): string => (isUuid(id) ? id.slice(0, length) : id);
  return {
    add: (more: Iterable<string>): void => {
      for (const id of more) {
        if (!isUuid(id)) continue;
        ids.add(id.toLowerCase());
        prefixes.add(short(id.toLowerCase()));
      }
      while (prefixes.size < ids.size || shape[length - 1] === '-') {
        length += 1;
        prefixes = new Set([...ids].map(short));
      }
    },
    short,
  };
};
