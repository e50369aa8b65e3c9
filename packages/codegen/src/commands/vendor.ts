import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load, type Source } from '../document/load.js';
import type { Node } from '../document/node.js';
import { readDocument } from '../document/read-document.js';
import { driftOf } from '../drift/drift.js';
import { mentionsOfCore } from '../drift/mentions.js';
import type { Report } from '../drift/report.js';
import { build, type Built } from '../regenerate/build.js';
import { readOverlay } from '../regenerate/overlay-file.js';
import { readSelection } from '../regenerate/selection.js';
import { DOCUMENT, OVERLAY, SELECTION } from './layout.js';

/** A vendor's document, the result of selection and corrections, and its differences from ours. */
export interface Vendor {
  readonly text: string;
  readonly ours: string;
  readonly built: Built;
  readonly report: Report;
}

/** Reads a vendor's document and compares it with ours. Writes nothing. */
export const readVendor = async (root: string, source: Source): Promise<Vendor> => {
  const text = await load(source);
  const vendor = readDocument(text, source.from);
  const [ours, selection, overlay] = (await Promise.all(
    [DOCUMENT, SELECTION, OVERLAY].map((name) => readFile(path.join(root, name), 'utf8')),
  )) as [string, string, string];
  const current: Node = readDocument(ours, DOCUMENT);
  const built = await build(vendor, {
    selection: readSelection(selection, SELECTION),
    overlay: readOverlay(overlay, OVERLAY),
    ours: current,
  });
  return { text, ours, built, report: driftOf(current, built, await mentionsOfCore(root)) };
};
