import type { RunMetrics } from '@wxdi/sdk';
import type { Column } from '../../render/table.js';
import { runCommand } from '../command.js';
import { printDocument, wantsDocument } from '../../output/document.js';
import { printRows } from '../../output/print.js';

export const runMetrics = runCommand({
  name: 'metrics',
  summary: 'Show the metrics of a run, by stage and link',
  details: [
    'For an active streaming run, prints the record counts of its pipeline. With -o wide, also shows the memory and the partitions of stages.',
  ],
  examples: [
    ['show the rows of each link', 'wxdi run metrics Nightly @latest'],
    ['print the rows written', "wxdi run metrics Nightly @latest --query 'links[].rowsWritten'"],
  ],
  run: async (session, _flags, find) => {
    const { client, job, run } = await find();
    const metrics = await client.runs.metrics(job, run, { signal: session.signal });
    if (wantsDocument(session)) return await printDocument(session, metrics);
    const rows = rowsOf(metrics);
    const shown = session.output === 'wide' ? columns : columns.filter(({ extra }) => extra !== true);
    await printRows(session, shown, rows, nameOf);
    if (rows.length === 0) session.say.note('no metrics (yet)');
  },
});

/** A link or stage of a batch run, or the pipeline of a streaming run or one of its stages. */
type Item = Partial<
  Omit<RunMetrics['links'][number], 'state'> &
    RunMetrics['stages'][number] &
    NonNullable<RunMetrics['pipeline']>['stages'][number]
>;

type Row = readonly [kind: 'link' | 'stage' | 'pipeline', item: Item];

const nameOf = ([, { name, id }]: Row): string => name ?? id ?? '';

// The engine's states of links and stages differ from those of runs.
const columns: readonly Column<Row>[] = [
  { header: 'KIND', value: ([kind]) => kind },
  { header: 'NAME', value: nameOf, isLong: true },
  { header: 'STATE', value: ([, { state }]) => state },
  { header: 'READ', value: ([, item]) => item.rowsRead ?? item.inputRecords, alignRight: true },
  { header: 'WRITTEN', value: ([, item]) => item.rowsWritten ?? item.outputRecords, alignRight: true },
  { header: 'ERRORS', value: ([, { errorRecords }]) => errorRecords, alignRight: true },
  { header: 'MEMORY', value: ([, { memory }]) => memory, alignRight: true, extra: true },
  { header: 'PARTITIONS', value: ([, { partitions }]) => partitions, alignRight: true, extra: true },
];

const rowsOf = ({ links, stages, pipeline }: RunMetrics): readonly Row[] => [
  ...links.map((link): Row => ['link', link]),
  ...stages.map((stage): Row => ['stage', stage]),
  ...(pipeline === undefined ? [] : [['pipeline', { ...pipeline, name: 'pipeline' }] as const]),
  ...(pipeline?.stages ?? []).map((stage): Row => ['stage', stage]),
];
