import type { RunMetrics } from '@wxdi/sdk';
import type { Run } from '../../args/declaration.js';
import type { runMetrics } from '../../declarations/run-change.js';
import type { Column } from '../../render/table.js';
import { exitCode } from '../../exit-code.js';
import { hinting } from '../../hints.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { printRows } from '../../output/print.js';
import { targetOf } from './target.js';

export const run: Run<typeof runMetrics.flags> = async (session, flags, args) => {
  const { client, job, run: id, word } = await targetOf(session, flags, args);
  const metrics = await hinting(client.runs.metrics(job, id, { signal: session.signal }), {
    NotFound: `wxdi run list ${word}`,
  });
  if (wantsDocument(session)) await printDocument(session, metrics);
  else {
    const rows = rowsOf(metrics);
    await printRows(session, columns, rows, ({ name }) => name);
    if (rows.length === 0) session.say.note('no metrics (yet)');
  }
  client.close();
  return exitCode.done;
};

/** One line of the table: a link, a stage, or a pipeline. */
interface Row {
  readonly kind: 'link' | 'stage' | 'pipeline';
  readonly name: string;
  readonly state?: string | undefined;
  readonly read?: number | undefined;
  readonly written?: number | undefined;
  readonly errors?: number | undefined;
}

const columns: readonly Column<Row>[] = [
  { header: 'KIND', value: ({ kind }) => kind },
  { header: 'NAME', value: ({ name }) => name, shrinks: true },
  // The engine's words for links and stages, which are not those of runs.
  { header: 'STATE', value: ({ state }) => state },
  { header: 'READ', value: ({ read }) => read, alignRight: true },
  { header: 'WRITTEN', value: ({ written }) => written, alignRight: true },
  { header: 'ERRORS', value: ({ errors }) => errors, alignRight: true },
];

const rowsOf = ({ links, stages, pipeline }: RunMetrics): readonly Row[] => [
  ...links.map(({ name, state, rowsRead, rowsWritten }): Row => ({
    kind: 'link',
    name,
    state,
    read: rowsRead,
    written: rowsWritten,
  })),
  ...stages.map(({ name, state, rowsRead, rowsWritten }): Row => ({
    kind: 'stage',
    name,
    state,
    read: rowsRead,
    written: rowsWritten,
  })),
  ...(pipeline === undefined
    ? []
    : [
        counted('pipeline', 'pipeline', pipeline),
        ...pipeline.stages.map((stage) => counted('stage', stage.name ?? stage.id ?? '', stage)),
      ]),
];

const counted = (
  kind: Row['kind'],
  name: string,
  {
    inputRecords,
    outputRecords,
    errorRecords,
  }: NonNullable<RunMetrics['pipeline']>['stages'][number] | NonNullable<RunMetrics['pipeline']>,
): Row => ({ kind, name, read: inputRecords, written: outputRecords, errors: errorRecords });
