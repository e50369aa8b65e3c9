import { declare } from '../args/declaration.js';
import { nonEmpty, text } from '../args/flag.js';
import { byName, job } from './shared.js';

export const jobUpdate = declare({
  path: ['job', 'update'],
  brief: 'Change a job',
  details: [
    'Sends the smallest patch, checks that it took effect (exit 5 if not), and prints the job as it is then. Members of --configuration are set; those that the file does not name stay.',
  ],
  raw: true,
  changes: true,
  examples: [
    { does: 'a new name', line: "wxdi job update 'Load customers' --name 'Load all customers'" },
    { does: 'members of its configuration', line: 'wxdi job update Nightly --configuration @limits.yaml' },
  ],
  args: [job],
  flags: {
    name: nonEmpty('N', 'new name'),
    description: text('D', 'new description'),
    configuration: nonEmpty('@f', 'members of the configuration, from a JSON or YAML file; - reads stdin'),
    patch: nonEmpty(
      '@f',
      'operations of RFC 6902, from a JSON or YAML file, sent as they are; - reads stdin',
    ),
    ...byName,
  },
  exclusive: [
    ['patch', 'name'],
    ['patch', 'description'],
    ['patch', 'configuration'],
  ],
});
