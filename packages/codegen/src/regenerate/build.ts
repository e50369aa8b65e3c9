import { nodeAt, type Node } from '../document/node.js';
import { prune } from '../document/prune.js';
import { toOpenApi31 } from '../document/upgrade.js';
import { applyOverlay, type Misfit } from './overlay.js';
import type { Action } from './overlay-file.js';
import { renameSchemas } from './rename.js';
import { select, type Kept } from './select.js';
import type { Selection } from './selection.js';

export interface Configuration {
  readonly selection: Selection;
  readonly overlay: readonly Action[];
  /** The document that is to be replaced: `selection.keep` names what is taken over from it. */
  readonly ours: Node;
}

/** Our document, as it follows from a vendor's. */
export interface Built extends Pick<Kept, 'missing' | 'unselected'> {
  readonly document: Node;
  /** The vendor's document as it came, in OpenAPI 3.1. */
  readonly source: Node;
  readonly renames: readonly string[];
  readonly misfits: readonly Misfit[];
}

/** Selects, renames, corrects and prunes. What went wrong on the way is told; it is for the caller to refuse it. */
export const build = async (vendor: Node, { selection, overlay, ours }: Configuration): Promise<Built> => {
  const source = toOpenApi31(vendor);
  const { document, missing, unselected } = select(source, selection);
  const renamed = renameSchemas(document, selection.schemas);
  const corrected = await applyOverlay(keep(renamed.document, ours, selection.keep), overlay);
  return {
    document: prune(corrected.document),
    source,
    missing,
    unselected,
    renames: renamed.problems,
    misfits: corrected.misfits,
  };
};

const keep = (document: Node, ours: Node, kinds: readonly string[]): Node => {
  const kept = kinds.map((kind) => [kind, nodeAt(nodeAt(ours, 'components'), kind)]);
  return { ...document, components: { ...nodeAt(document, 'components'), ...Object.fromEntries(kept) } };
};

/** Everything for which `regenerate` refuses a document, one line each. */
export const problemsOf = ({ document, missing, renames, misfits }: Built): readonly string[] => [
  ...missing.map(({ id, method, path }) => `${id}: the document has no ${method.toUpperCase()} ${path}`),
  ...renames,
  ...misfits.map(
    ({ name, target, reason }) => `the correction "${name}" no longer fits: ${reason} (${target})`,
  ),
  ...(Object.keys(nodeAt(document, 'paths')).length === 0 ? ['no operation is left'] : []),
];
