import type * as wire from '@wxdi/bindings';
import type { Changed, Documents } from './changed.js';
import { ownerOf, withOwner, withoutOwner } from '../domain/owner-mark.js';
import { text } from '../wire/absent.js';
import { shownAfter, shownBefore } from './shown.js';

/** Whose mark a job gets. */
export interface Ownership {
  /** `undefined`: the job keeps the mark that it has, if any. */
  readonly owner: string | undefined;
}

/** The description without the mark of the owner, and the mark. */
export const changedDescription = (
  live: wire.Job,
  { document, written }: Documents,
  ownership: Ownership,
): Changed => {
  const own = text(live.metadata.description);
  const [before, ownerBefore] = [withoutOwner(own), ownerOf(own)];
  const given = document.spec.description;
  const after = given === undefined ? before : withoutOwner(given);
  const owner = ownership.owner ?? ownerBefore;
  if (after === before && owner === ownerBefore) return { changes: {}, shown: {}, fields: [] };
  const asWritten = given === undefined ? before : withoutOwner(written.spec.description);
  const shown = shownAfter('description', after, asWritten);
  return {
    changes: { description: withOwner(after, owner) },
    shown: { description: withOwner(String(shown), owner) },
    fields: [
      ...(after === before
        ? []
        : [
            {
              path: 'description',
              before: shownBefore('description', before === '' ? null : before, after, asWritten),
              after: shown === '' ? null : shown,
            },
          ]),
      ...(owner === ownerBefore
        ? []
        : [{ path: 'owner', before: ownerBefore ?? null, after: owner ?? null }]),
    ],
  };
};
