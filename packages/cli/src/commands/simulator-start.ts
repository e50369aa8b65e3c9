import { once } from 'node:events';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { command } from './command.js';
import { duration, integer, nonEmpty, several } from '../command-line/options.js';
import { UsageError } from '../errors.js';
import { visible } from '../render/visible.js';
import { portProblem, printStandIn } from '../simulator/connection-lines.js';
import { describeSimulator } from '../simulator/describe.js';
import { simulatorOptionsOf } from '../simulator/options.js';

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
    'The asset name decides how runs end: `warns`, `errors`, `fails` or `hangs`. Any other asset succeeds. Runs of streamsets_flow jobs continue until they are canceled. Schedules start runs.',
    '--fault takes TARGET: ACTION, such as `POST runs: lose-answer`. The target is a method (or *), a place (jobs, job, runs, run, logs, cancel, pause, resume, search, projects, spaces, token, or a path such as /v2/jobs/*/runs), or both. The action is lose-answer, lose-request, cut-answer, expire, html, delay 5s, or a status. After it: x2 or every, 20%, retry-after 3s, processed, after 10m, for 5m.',
    '--script reads a YAML or JSON file with the options of `createSimulator` of @wxdi/simulator: jobs, flows, projects, quirks, faults, nextRuns and others. Flags have precedence over it; their faults and quirks are added to it.',
  ],
  offline: true,
  examples: [
    ['start on a fixed port, with 20 jobs', 'wxdi simulator start --port 8080 --jobs 20'],
    ['make runs ten times as fast', 'wxdi simulator start --speed 10'],
    ['lose one in five answers to starts', "wxdi simulator start --fault 'POST runs: lose-answer 20%'"],
    ['have runs of the last 30 days to report on', 'wxdi simulator start --jobs 40 --history 30d --seed 7'],
    ['create a job whose runs fail, in another terminal', 'wxdi job create --name Bad --asset fails'],
  ],
  options: (command) =>
    command
      .option('--port <N>', 'port on 127.0.0.1 (default: any free port)', integer(0, 65_535))
      .option('--token <T>', 'bearer token that it accepts (default: wxdi-simulator)', tokenOf)
      .option('--jobs <N>', 'number of jobs at the start', integer(0))
      .option('--history <D>', 'give them past runs, for as long as this', duration)
      .option('--seed <N>', 'number that decides ids, history and faults by chance', integer(0))
      .option('--speed <F>', 'speed of runs, such as 10 or 0.5 (default: 1)', speedOf)
      .option('--latency <D>', 'delay of every answer, such as 20ms', duration)
      .option('--fault <RULE>', 'what goes wrong, see above; repeatable', several)
      .option('--quirk <NAME=VALUE>', 'behavior of the service, such as retryAfter=date; repeatable', several)
      .option('--add-project <NAME>', 'another project; repeatable', several)
      .option('--script <FILE>', 'read jobs, faults and runs from a YAML or JSON file', nonEmpty)
      .option('--cors', 'allow requests from web pages of any origin (CORS)'),
  run: async ({ context, lines, say, output, signal }, flags) => {
    const simulators = await context.loadSimulator();
    const options = await simulatorOptionsOf(context, simulators, flags);
    const simulator = await simulators.startSimulator(options).catch((error: unknown) => {
      throw startError(error, flags.port);
    });
    const env = {
      WXDI_URL: simulator.url,
      WXDI_AUTH_TYPE: 'bearertoken',
      WXDI_BEARER_TOKEN: simulator.token,
      WXDI_PROJECT_ID: simulator.projectId,
    };
    const { projects } = simulator.state().config;
    const added = Object.keys(projects).length === 0 ? {} : { projects };
    await printStandIn(lines, output, { url: simulator.url, port: simulator.port, env, ...added });
    for (const line of describeSimulator(simulators, simulator, options)) say.note(visible(line));
    say.note('serving until Ctrl-C; paste these lines into another terminal, then: wxdi job list');
    await once(signal, 'abort');
    await simulator.close();
  },
});

const startError = (error: unknown, port: number | undefined): unknown => {
  if (error instanceof RangeError) return new UsageError(error.message, 'wxdi help simulator start');
  const problem = portProblem(error, port);
  return problem === undefined ? error : new UsageError(problem, 'wxdi simulator start');
};
