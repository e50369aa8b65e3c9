import { declare } from '../args/declaration.js';
import { byName, job } from './shared.js';

export const jobGet = declare({
  path: ['job', 'get'],
  brief: 'Show a job',
  raw: true,
  examples: [
    { does: 'by name', line: "wxdi job get 'Load customers'" },
    {
      does: 'its configuration, for a script',
      line: "wxdi job get 'Load customers' -o json | jq .configuration",
    },
  ],
  args: [job],
  flags: byName,
});
