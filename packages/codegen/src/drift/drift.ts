import { nodeAt, type Node } from '../document/node.js';
import { oneLine } from '../document/text.js';
import type { Built } from '../regenerate/build.js';
import type { Change } from './change.js';
import { compareDocuments } from './operations.js';
import { locate } from './locate.js';
import type { Mentions } from './mentions.js';
import { reportOf, type Report } from './report.js';

/** The differences between our document and a vendor's, after selection and corrections. */
export const driftOf = (ours: Node, built: Built, mentions: readonly Mentions[]): Report => {
  const changes = [...outdated(built), ...unselected(built), ...compareDocuments(ours, built.document)];
  return reportOf(titleOf(ours), titleOf(built.source), locate(changes, ours, mentions));
};

export const titleOf = (document: Node): string => {
  const { title, version } = nodeAt(document, 'info');
  return oneLine(`${String(title)} ${String(version)}`);
};

// Missing operations are left out here: they are reported as removed.
const outdated = ({ renames, misfits }: Built): readonly Change[] => [
  ...renames.map((problem): Change => correction('selection.yaml', problem)),
  ...misfits.map(({ name, target, reason }): Change => correction(name, `${reason} (${target})`)),
];

const correction = (where: string, to: string): Change => ({
  subject: 'correction',
  kind: 'outdated',
  where,
  to,
  breaking: true,
});

/** Operations below the watched path that are not selected. */
const unselected = (built: Built): readonly Change[] =>
  built.unselected.map(({ method, path }) => ({
    subject: 'operation',
    kind: 'added',
    where: `${method.toUpperCase()} ${path}`,
    to: 'not in selection.yaml',
    breaking: false,
  }));
