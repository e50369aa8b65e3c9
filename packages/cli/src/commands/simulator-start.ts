import { once } from 'node:events';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { command } from './command.js';
import { integer } from '../command-line/options.js';
import { UsageError } from '../errors.js';
import { wantsJson } from '../output/modes.js';
import { toJson } from '../render/json.js';
import { quoted } from '../render/shell.js';

/** Assets whose runs end in another way than success. */
const plans = { warns: 'warns', errors: 'errors', fails: 'fails', hangs: 'hangs' } as const;

const tokenOf = (text: string): string => {
  if (/^[\w.~+/=-]+$/.test(text)) return text;
  throw new InvalidArgumentError('use letters, digits and . _ ~ + / = -');
};

const speedOf = (text: string): number => {
  const speed = /^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (speed > 0) return speed;
  throw new InvalidArgumentError('use a number above 0, such as 10 or 0.5');
};

export const simulatorStart = command({
  name: 'start',
  summary: 'Start a local simulator of the service',
  details: [
    'Prints the environment variables to export, then serves on 127.0.0.1 until Ctrl-C. Nothing is saved.',
    'The asset name decides how runs end: `warns`, `errors`, `fails` or `hangs`. Any other asset succeeds. Runs of streamsets_flow jobs continue until they are canceled.',
  ],
  offline: true,
  examples: [
    ['start on a fixed port, with 20 jobs', 'wxdi simulator start --port 8080 --jobs 20'],
    ['make runs ten times as fast', 'wxdi simulator start --speed 10'],
    ['create a job whose runs fail, in another terminal', 'wxdi job create --name Bad --asset fails'],
  ],
  options: (command) =>
    command
      .option('--port <N>', 'port on 127.0.0.1 (default: any free port)', integer(0, 65_535))
      .option('--token <T>', 'bearer token that it accepts (default: wxdi-simulator)', tokenOf)
      .option('--jobs <N>', 'number of jobs at the start', integer(0))
      .option('--speed <F>', 'speed of runs, such as 10 or 0.5 (default: 1)', speedOf)
      .option('--cors', 'allow requests from web pages of any origin (CORS)'),
  run: async ({ context, lines, say, output, signal }, flags) => {
    const start = await context.loadSimulator();
    const simulator = await start({ plans, ...flags }).catch((error: unknown) => {
      throw portError(error, flags.port);
    });
    const env = {
      WXDI_URL: simulator.url,
      WXDI_AUTH_TYPE: 'bearertoken',
      WXDI_BEARER_TOKEN: simulator.token,
      WXDI_PROJECT_ID: simulator.projectId,
    };
    if (wantsJson(output)) await lines.push(toJson({ url: simulator.url, port: simulator.port, env }));
    else {
      for (const [name, value] of Object.entries(env)) await lines.push(`export ${name}=${quoted(value)}`);
    }
    await lines.send();
    say.note('serving until Ctrl-C; paste these lines into another terminal, then: wxdi job list');
    await once(signal, 'abort');
    await simulator.close();
  },
});

const portError = (error: unknown, port = 0): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const problem = code === 'EACCES' ? 'requires root privileges' : 'is in use';
  return new UsageError(`port ${port} ${problem}`, 'wxdi simulator start');
};
