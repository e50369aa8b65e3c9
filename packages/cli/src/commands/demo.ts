import type { Run } from '../args/declaration.js';
import { playDemo } from '../demo/demo.js';
import { UsageError } from '../usage-error.js';

export const run: Run = async (session) => {
  if (session.globals.output !== undefined && session.globals.output !== 'table') {
    throw new UsageError(`\`wxdi demo\` is for people: it has no -o ${session.globals.output}`, 'wxdi demo');
  }
  return await playDemo(session);
};
