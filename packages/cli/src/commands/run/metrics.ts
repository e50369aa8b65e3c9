import type { RunMetrics } from '@wxdi/sdk';
import type { Column } from '../../render/table.js';
import { runCommand } from '../command.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { printRows } from '../../output/print.js';

export const runMetrics = runCommand({
  name: 'metrics',
  summary: 'Show the metrics of a run, by stage and link',
  details: ['For an active streaming run, prints the record counts of its pipeline.'],
  examples: [
    ['show the rows of each link', 'wxdi run metrics Nightly @latest'],
    ['print the rows written', "wxdi run metrics Nightly @latest --query 'links[].rowsWritten'"],
  ],
  run: async (session, _flags, find) => {
    const { client, job, run } = await find();
    const metrics = await client.runs.metrics(job, run, { signal: session.signal });
    if (wantsDocument(session)) return await printDocument(session, metrics);
    const rows = rowsOf(metrics);
    await printRows(session, columns, rows, ({ name }) => name);
    if (rows.length === 0) session.say.note('no metrics (yet)');
  },
});

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
  // The engine's states of links and stages, which differ from those of runs.
  { header: 'STATE', value: ({ state }) => state },
  { header: 'READ', value: ({ read }) => read, alignRight: true },
  { header: 'WRITTEN', value: ({ written }) => written, alignRight: true },
  { header: 'ERRORS', value: ({ errors }) => errors, alignRight: true },
];

type Pipeline = NonNullable<RunMetrics['pipeline']>;

const rowsOf = ({ links, stages, pipeline }: RunMetrics): readonly Row[] => [
  ...links.map((link) => batchRow('link', link)),
  ...stages.map((stage) => batchRow('stage', stage)),
  ...(pipeline === undefined ? [] : [pipelineRow('pipeline', 'pipeline', pipeline)]),
  ...(pipeline?.stages ?? []).map((stage) => pipelineRow('stage', stage.name ?? stage.id ?? '', stage)),
];

const batchRow = (
  kind: Row['kind'],
  { name, state, rowsRead, rowsWritten }: RunMetrics['links'][number] | RunMetrics['stages'][number],
): Row => ({ kind, name, state, read: rowsRead, written: rowsWritten });

const pipelineRow = (
  kind: Row['kind'],
  name: string,
  { inputRecords, outputRecords, errorRecords }: Pipeline | Pipeline['stages'][number],
): Row => ({ kind, name, read: inputRecords, written: outputRecords, errors: errorRecords });
