import { declare } from '../args/declaration.js';
import { integer, nonEmpty } from '../args/flag.js';

export const simulatorStart = declare({
  path: ['simulator', 'start'],
  brief: 'Start a local stand-in for the service',
  details: ['Prints its URL and the lines to export, then serves on loopback until Ctrl-C. Nothing is kept.'],
  offline: true,
  examples: [
    { does: 'on a fixed port, with jobs to look at', line: 'wxdi simulator start --port 8080 --jobs 20' },
    { does: 'runs ten times as fast', line: 'wxdi simulator start --speed 10' },
  ],
  args: [],
  flags: {
    port: integer('N', 'port on 127.0.0.1; default: a free one', 0),
    token: nonEmpty('T', 'the bearer token that it accepts; default: a made-up one'),
    jobs: integer('N', 'how many jobs it begins with', 0),
    speed: nonEmpty('F', 'how many times as fast runs go, such as 10 or 0.5'),
  },
});
