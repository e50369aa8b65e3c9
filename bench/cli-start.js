/**
 * Start-up of the command line: CPU time of the process, user and system, relative to that of `node -e 0`.
 * The processes are run in turn. `job list` reads one page of 100 jobs from a simulator on loopback.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '@wxdi/simulator';

export const title = 'start-up of the command line, CPU time ÷ node -e 0';

const repetitions = 21;
const wxdi = fileURLToPath(new URL('../packages/cli/dist/wxdi.cjs', import.meta.url));

/** Reports the CPU time at the end of a process. A CommonJS module, because the ES module loader costs more. */
const telling = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeSync(3, String(userCPUTime + systemCPUTime));
});`;

/** CPU time of a process in microseconds. */
const cpuOf = (hook, args, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', hook, ...args], {
      // Without NODE_EXTRA_CA_CERTS, which alone would take as long as the whole start.
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    let printed = '';
    child.stdio[3].on('data', (text) => (printed += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && printed !== '') resolve(Number(printed));
      else reject(new Error(`${args.join(' ')} exited with code ${code}`));
    });
  });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export const rows = async () => {
  const folder = await mkdtemp(`${tmpdir()}/bench-`);
  const hook = `${folder}/tell.cjs`;
  await writeFile(hook, telling);
  const simulator = await startSimulator({ jobs: 100 });
  const env = {
    WXDI_URL: simulator.url,
    WXDI_PROJECT_ID: simulator.projectId,
    WXDI_BEARER_TOKEN: simulator.token,
    WXDI_AUTH_TYPE: 'bearertoken',
  };
  const works = {
    floor: ['-e', '0'],
    '--version': [wxdi, '--version'],
    '--help': [wxdi, '--help'],
    'job list, one page': [wxdi, 'job', 'list'],
    'job list, without compile cache': [wxdi, 'job', 'list'],
  };
  // With a cache folder, Node 22.8 and later caches compiled code.
  const envOf = (name) => (name.endsWith('without compile cache') ? env : { ...env, XDG_CACHE_HOME: folder });
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let i = 0; i < repetitions; i++) {
    for (const [name, args] of Object.entries(works)) times[name].push(await cpuOf(hook, args, envOf(name)));
  }
  await simulator.close();
  await rm(folder, { recursive: true });
  const floor = median(times.floor);
  // Node 20 has no compile cache. No goal is set for a start without it.
  const [version, help, list] = process.version.startsWith('v20.') ? [1.3, 3.2, 4.8] : [1.2, 2.2, 3.2];
  const goals = {
    '--version': version,
    '--help': help,
    'job list, one page': list,
    'job list, without compile cache': 4.8,
  };
  return Object.entries(goals).map(([what, atMost]) => ({
    what: `wxdi ${what}`,
    value: median(times[what]) / floor,
    goal: { atMost },
    note: `${(median(times[what]) / 1000).toFixed(0)} ms of ${(floor / 1000).toFixed(0)} ms`,
  }));
};
