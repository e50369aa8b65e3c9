/**
 * Writes a log of a million lines to a pipe with the code of `wxdi run logs`. CPU time is relative to generating the same
 * lines and writing them raw; memory is the difference.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const title = 'writing a log of a million lines to a pipe ÷ generating and writing them raw';

const repetitions = 5;
const cli = fileURLToPath(new URL('../packages/cli', import.meta.url));
const { build } = createRequire(`${cli}/package.json`)('esbuild');

const lineAt = `const lineAt = (i) =>
  '##I IIS-DSEE-TFPX-00002 2026-11-22 09:21:51(' + (i % 1000) + ') Transform: ' + i + ' rows have been read so far';`;

const telling = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(3, JSON.stringify({ cpu: userCPUTime + systemCPUTime, rss: maxRSS / 1024 }));
});`;

const works = {
  raw: `${telling}
${lineAt}
(async () => {
  let held = '';
  for (let i = 0; i < 1_000_000; i += 1) {
    held += lineAt(i) + '\\n';
    if (held.length < 32_768) continue;
    const text = held;
    held = '';
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  process.stdout.write(held);
})();`,
  wxdi: `import { linesTo } from './src/output/lines.ts';
import { outputOf } from './src/process/output.ts';
import { logText } from './src/render/log.ts';
import { plain } from './src/render/style.ts';
${telling}
${lineAt}
(async () => {
  const lines = linesTo(outputOf(() => process.stdout));
  for (let i = 0; i < 1_000_000; i += 1) {
    const raw = lineAt(i);
    const full = lines.push(logText({ text: raw, raw, severity: 'info' }, { output: 'tsv', style: plain }));
    if (full !== undefined) await full;
  }
  await lines.send();
})();`,
};

/** CPU time in microseconds and memory in MB of a process whose stdout is a pipe that is read. */
const cost = (file) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
    let printed = '';
    child.stdio[3].on('data', (text) => (printed += text));
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(printed)) : reject(new Error(`exited with code ${code}`)),
    );
  });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export const rows = async () => {
  const folder = await mkdtemp(`${tmpdir()}/bench-`);
  const costs = {};
  for (const [name, contents] of Object.entries(works)) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: cli, loader: 'ts' },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
    await writeFile(`${folder}/${name}.cjs`, outputFiles[0].contents);
    costs[name] = [];
  }
  for (let i = 0; i < repetitions; i++) {
    for (const name of Object.keys(works)) costs[name].push(await cost(`${folder}/${name}.cjs`));
  }
  await rm(folder, { recursive: true });
  const of = (name, what) => median(costs[name].map((each) => each[what]));
  return [
    { what: 'CPU time', value: of('wxdi', 'cpu') / of('raw', 'cpu'), goal: { atMost: 2.2 } },
    {
      what: 'additional memory',
      value: of('wxdi', 'rss') - of('raw', 'rss'),
      unit: ' MB',
      goal: { atMost: 30 },
    },
  ];
};
