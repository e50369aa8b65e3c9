import { command } from './command.js';
import { wantsJson } from '../output/modes.js';
import { toJson } from '../render/json.js';
import { version } from '../version.js';

export const versionCommand = command({
  name: 'version',
  summary: 'Print the version',
  offline: true,
  run: async ({ lines, output }) => {
    await lines.push(wantsJson(output) ? toJson({ version }) : `wxdi ${version}`);
    await lines.send();
  },
});
