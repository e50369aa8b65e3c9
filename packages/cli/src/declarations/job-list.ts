import { declare } from '../args/declaration.js';
import { integer, nonEmpty } from '../args/flag.js';

export const jobList = declare({
  path: ['job', 'list'],
  brief: 'List jobs',
  details: [
    'Rows are printed as they come. tsv has the columns of the table: id, name, type, asset, schedule.',
  ],
  raw: true,
  examples: [
    { does: 'all jobs of the project', line: 'wxdi job list' },
    {
      does: 'DataStage jobs whose name begins with "load"',
      line: "wxdi job list --type data_intg_flow --name 'load*'",
    },
    { does: 'one JSON object a line, for a script', line: 'wxdi job list -o jsonl' },
  ],
  args: [],
  flags: {
    type: nonEmpty('T', 'only jobs of this type, such as data_intg_flow or streamsets_flow'),
    asset: nonEmpty('ID', 'only jobs of this asset'),
    run: nonEmpty('RUN_ID', 'only the job of this run'),
    name: nonEmpty('GLOB', 'only jobs whose name matches; * and ? are wild'),
    limit: integer('N', 'at most so many jobs in all', 1),
  },
});
