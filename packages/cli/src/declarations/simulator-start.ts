import { declare } from '../args/declaration.js';
import { integer, nonEmpty } from '../args/flag.js';

export const simulatorStart = declare({
  path: ['simulator', 'start'],
  brief: 'Start a local stand-in for the service',
  details: [
    'Prints the lines to export, then serves on loopback until Ctrl-C. Nothing is kept.',
    'The runs of a job go as its asset is called: warns, errors, fails or hangs; any other asset succeeds.',
    'Those of a job of type streamsets_flow go on until they are cancelled.',
  ],
  offline: true,
  examples: [
    { does: 'on a fixed port, with jobs to look at', line: 'wxdi simulator start --port 8080 --jobs 20' },
    { does: 'runs ten times as fast', line: 'wxdi simulator start --speed 10' },
    { does: 'a job whose runs fail, in another terminal', line: 'wxdi job create --name Bad --asset fails' },
  ],
  args: [],
  flags: {
    port: integer('N', 'port on 127.0.0.1; default: a free one', 0),
    token: nonEmpty('T', 'the bearer token that it accepts; default: wxdi-simulator'),
    jobs: integer('N', 'how many jobs it begins with', 0),
    speed: nonEmpty('F', 'how many times as fast runs go, such as 10 or 0.5'),
  },
});
