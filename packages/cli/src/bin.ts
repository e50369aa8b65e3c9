import { quickText } from './quick.js';
import { isTerminal, writeNow } from './process/write-now.js';

void quickText(process.argv.slice(2), process.env, isTerminal).then(async (text) => {
  if (text !== undefined) writeNow(text);
  else await (await import('./process/run.js')).run();
});
