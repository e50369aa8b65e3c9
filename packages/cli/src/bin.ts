import { mayBeQuick, versionText } from './quick-words.js';
import { writeNow } from './process/write-now.js';

const argv = process.argv.slice(2);

if (argv.length === 1 && argv[0] === '--version') writeNow(versionText);
else void start();

/** Help and versions are answered by a file that holds no command; all else by the one that holds them all. */
async function start(): Promise<void> {
  if (mayBeQuick(argv) && (await (await import('./process/help.js')).help(argv))) return;
  const { keepCompiled } = await import('./process/compile-cache.js');
  keepCompiled(process.env);
  await (await import('./process/run.js')).run();
}
