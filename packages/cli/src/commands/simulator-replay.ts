import type { RecordedRequest } from '@wxdi/sdk';
import { once } from 'node:events';
import { command } from './command.js';
import { integer } from '../command-line/options.js';
import { UsageError, wxdiErrorIn } from '../errors.js';
import { visible } from '../render/visible.js';
import { portProblem, printStandIn } from '../simulator/connection-lines.js';
import { serveReplay } from '../simulator/replay-server.js';

export const simulatorReplay = command({
  name: 'replay',
  summary: 'Serve a recording of --record',
  details: [
    'Prints the environment variables to export, then answers requests on 127.0.0.1 as they were answered when they were recorded, until Ctrl-C.',
    'Requests are matched by method, path and body; keys of starts and times may differ. Answers to requests that are alike come in their order, and a read that is repeated more often has its last answer. Any other request that was not recorded is refused with 501, and the nearest recorded request is named.',
  ],
  args: [{ name: 'FILE', summary: 'a file that --record has written' }],
  offline: true,
  examples: [
    ['record a command', 'wxdi job list --record list.har'],
    ['serve what was recorded', 'wxdi simulator replay list.har'],
  ],
  options: (command) =>
    command.option('--port <N>', 'port on 127.0.0.1 (default: any free port)', integer(0, 65_535)),
  run: async ({ context, lines, say, output, signal }, { port }, [file = '']) => {
    const replay = await context.openReplay(file).catch((error: unknown) => {
      const cause = wxdiErrorIn(error);
      throw cause === undefined ? error : new UsageError(cause.message.replace('option file', file));
    });
    const server = await serveReplay(replay, port).catch((error: unknown) => {
      const problem = portProblem(error, port);
      throw problem === undefined ? error : new UsageError(problem, 'wxdi simulator replay');
    });
    const { url } = server;
    const env = {
      WXDI_URL: url,
      WXDI_AUTH_TYPE: 'bearertoken',
      WXDI_BEARER_TOKEN: 'replay',
      ...scopeOf(replay.recorded),
    };
    await printStandIn(lines, output, { url, port: server.port, env });
    const count = replay.recorded.length;
    say.note(`serving ${count === 1 ? '1 recorded request' : `${count} recorded requests`} until Ctrl-C`);
    await once(signal, 'abort');
    await server.close();
    for (const { method, url: asked } of replay.unused())
      say.detail(`not asked for: ${method} ${visible(new URL(asked).pathname)}`);
  },
});

/** The project or space of the recorded requests. */
const scopeOf = (recorded: readonly RecordedRequest[]): Readonly<Record<string, string>> => {
  for (const { url } of recorded) {
    const { searchParams } = new URL(url);
    const project = searchParams.get('project_id');
    if (project !== null) return { WXDI_PROJECT_ID: project };
    const space = searchParams.get('space_id');
    if (space !== null) return { WXDI_SPACE_ID: space };
  }
  return {};
};
