import type { LinkMetrics, StageMetrics } from '../domain/metrics.js';
import type { Change } from './change.js';
import { defined } from '../domain/defined.js';
import { changeOf } from './change.js';

/** A stage or link whose rows or state differ. */
export interface RowsChange {
  /** Of a stage its name; of a link `name (from → to)`, as far as known. */
  readonly name: string;
  readonly state?: Change<string>;
  readonly rowsRead?: Change<number>;
  readonly rowsWritten?: Change<number>;
}

interface Rows {
  readonly states: readonly string[];
  readonly rowsRead: number | undefined;
  readonly rowsWritten: number | undefined;
}

type Part = StageMetrics | LinkMetrics;

/** The stages or links that differ, sorted by name. Those with the same name are added up. */
export const rowChanges = (before: readonly Part[], after: readonly Part[]): readonly RowsChange[] => {
  const [left, right] = [byName(before), byName(after)];
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((name) => {
    const [a, b] = [left.get(name), right.get(name)];
    const changes = defined({
      state: changeOf(stateOf(a), stateOf(b)),
      rowsRead: changeOf(a?.rowsRead, b?.rowsRead),
      rowsWritten: changeOf(a?.rowsWritten, b?.rowsWritten),
    });
    return Object.keys(changes).length === 0 ? [] : [{ name, ...changes }];
  });
};

const stateOf = (rows: Rows | undefined): string | undefined =>
  rows === undefined || rows.states.length === 0 ? undefined : [...new Set(rows.states)].sort().join(', ');

const nameOf = (part: Part): string => {
  const { from, to } = part as Partial<LinkMetrics>;
  return from === undefined && to === undefined ? part.name : `${part.name} (${from ?? '?'} → ${to ?? '?'})`;
};

const byName = (parts: readonly Part[]): ReadonlyMap<string, Rows> => {
  const rows = new Map<string, Rows>();
  for (const part of parts) {
    const name = nameOf(part);
    const { states, rowsRead, rowsWritten }: Rows = rows.get(name) ?? none;
    rows.set(name, {
      states: part.state === undefined ? states : [...states, part.state],
      rowsRead: sum(rowsRead, part.rowsRead),
      rowsWritten: sum(rowsWritten, part.rowsWritten),
    });
  }
  return rows;
};

const none: Rows = { states: [], rowsRead: undefined, rowsWritten: undefined };

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a + b;
