import type { Session } from '../session.js';
import type { Column } from '../render/table.js';
import type { View } from '../render/views.js';

/** The columns to show: those that a configuration names, in a table only, because scripts count on those of tsv. */
export const columnsFor = <Row>(
  { output, settings }: Pick<Session, 'output' | 'settings'>,
  { kind, columns }: View<Row>,
): readonly Column<Row>[] => {
  if (output === 'wide') return columns;
  const named = output === 'table' ? settings.columns?.[kind] : undefined;
  if (named === undefined) return columns.filter(({ extra }) => extra !== true);
  return named.flatMap((name) => columns.filter(({ header }) => header.toLowerCase() === name));
};
