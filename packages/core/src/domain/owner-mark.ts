const mark = /(?:^| )\[wxdi-owner:([A-Za-z0-9][\w.@/-]{0,63})\]$/;

/** Whether text can be the name of an owner: 1 to 64 letters, digits and `. _ - @ /`, the first a letter or digit. */
export const isOwnerName = (text: string): boolean => /^[A-Za-z0-9][\w.@/-]{0,63}$/.test(text);

/**
 * The owner in the description of a job, if it has the mark ` [wxdi-owner:NAME]` at its end.
 *
 * @example
 * ```ts
 * assert.equal(ownerOf('loads all customers [wxdi-owner:sales]'), 'sales');
 * assert.equal(ownerOf('loads all customers'), undefined);
 * ```
 */
export const ownerOf = (description: string | null | undefined): string | undefined =>
  mark.exec(description ?? '')?.[1];

/**
 * The description without the mark of its owner.
 *
 * @example
 * ```ts
 * assert.equal(withoutOwner('loads all customers [wxdi-owner:sales]'), 'loads all customers');
 * ```
 */
export const withoutOwner = (description: string | null | undefined): string =>
  (description ?? '').replace(mark, '');

/** A description without a mark, with the mark of an owner. */
export const withOwner = (description: string, owner: string | undefined): string => {
  if (owner === undefined) return description;
  return `${description}${description === '' ? '' : ' '}[wxdi-owner:${owner}]`;
};
