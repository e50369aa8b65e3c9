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
  /** The document to replace: `selection.keep` names the components to keep from it. */
  readonly ours: Node;
}

/** A vendor's document after selection and corrections. */
export interface Built extends Pick<Kept, 'missing' | 'unselected'> {
  readonly document: Node;
  /** The original document, converted to OpenAPI 3.1. */
  readonly source: Node;
  readonly renames: readonly string[];
  readonly misfits: readonly Misfit[];
}

/** Selects, renames, corrects and prunes, unless the document is ours already. Problems are part of the result; the caller decides what to do with them. */
export const build = async (vendor: Node, { selection, overlay, ours }: Configuration): Promise<Built> => {
  const source = toOpenApi31(vendor);
  if (isOurs(source, ours))
    return { document: source, source, missing: [], unselected: [], renames: [], misfits: [] };
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

/** True for our own description, in this or another version: a document that was corrected is not corrected again. */
const isOurs = (source: Node, ours: Node): boolean =>
  nodeAt(source, 'info')['title'] === nodeAt(ours, 'info')['title'];

const keep = (document: Node, ours: Node, kinds: readonly string[]): Node => {
  const kept = kinds.map((kind) => [kind, nodeAt(nodeAt(ours, 'components'), kind)]);
  return { ...document, components: { ...nodeAt(document, 'components'), ...Object.fromEntries(kept) } };
};

/** The problems for which `regenerate` rejects a document, one line each. */
export const problemsOf = ({ document, missing, renames, misfits }: Built): readonly string[] => [
  ...missing.map(({ id, method, path }) => `${id}: the document has no ${method.toUpperCase()} ${path}`),
  ...renames,
  ...misfits.map(
    ({ name, target, reason }) => `correction "${name}" no longer applies: ${reason} (${target})`,
  ),
  ...(Object.keys(nodeAt(document, 'paths')).length === 0 ? ['no operations are left'] : []),
];
