import type { Run } from '../args/declaration.js';
import { exitCode } from '../exit-code.js';
import { wantsJson } from '../output/say.js';
import { toJson } from '../render/json.js';
import { version } from '../version.js';

export const run: Run = async ({ lines, output }) => {
  await lines.push(wantsJson(output) ? toJson({ version }) : `wxdi ${version}`);
  await lines.send();
  return exitCode.done;
};
