import { command } from './command.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';
import { printDocument } from '../output/document.js';

const names = ['file', 'job', 'run', 'error', 'plan', 'report'] as const;

export const schema = command({
  name: 'schema',
  summary: 'Print a JSON Schema of job files, or of what wxdi prints',
  details: [
    '`file` is the schema of job files: editors complete and check them with it. The others are schemas of what `-o json` prints; with lists, and with jsonl, of each item. `error` is that of errors on stderr. Later versions may add members.',
  ],
  offline: true,
  modes: ['json', 'yaml'],
  examples: [
    ['save the schema of job files, for an editor', 'wxdi schema file > job-file.schema.json'],
    ['print the schema of runs', 'wxdi schema run'],
  ],
  args: [{ name: 'NAME', summary: names.join(', '), choices: names }],
  run: async ({ lines, output, query, style }, _flags, [name = '']) => {
    const found = names.find((known) => known === name);
    if (found === undefined)
      throw new UsageError(`no schema "${name}"; use ${names.join(', ')}${didYouMean(name, names)}`);
    // Loaded when it is needed: no other command pays for it.
    const { schemas } = await import('../schemas/index.js');
    await printDocument({ lines, output: output === 'yaml' ? output : 'json', query, style }, schemas[found]);
  },
});
