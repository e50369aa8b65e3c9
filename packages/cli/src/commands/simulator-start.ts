import type { Run } from '../args/declaration.js';
import type { simulatorStart } from '../declarations/simulator-start.js';
import { exitCode } from '../exit-code.js';
import { quoted } from '../hints.js';
import { wantsJson } from '../output/say.js';
import { toJson } from '../render/json.js';
import { UsageError } from '../usage-error.js';

export const run: Run<typeof simulatorStart.flags> = async (session, { port, token, jobs, speed: text }) => {
  if (port !== undefined && port > 65_535)
    throw new UsageError(`flag --port takes a port up to 65535, not "${port}"`);
  if (token !== undefined && !/^[\w.~+/=-]+$/.test(token)) {
    throw new UsageError('flag --token takes letters, digits and . _ ~ + / = -');
  }
  const speed = text === undefined ? undefined : speedOf(text);
  const start = await session.context.loadSimulator();
  const simulator = await start({
    // The asset of a job says how its runs go.
    plans: Object.fromEntries(plans.map((plan) => [plan, plan])),
    ...(port === undefined ? {} : { port }),
    ...(token === undefined ? {} : { token }),
    ...(jobs === undefined ? {} : { jobs }),
    ...(speed === undefined ? {} : { speed }),
  }).catch((error: unknown) => {
    throw portTaken(error, port) ?? error;
  });
  const env = {
    WXDI_URL: simulator.url,
    WXDI_AUTH_TYPE: 'bearertoken',
    WXDI_BEARER_TOKEN: simulator.token,
    WXDI_PROJECT_ID: simulator.projectId,
  };
  const { lines, say, signal } = session;
  if (wantsJson(session.output)) await lines.push(toJson({ url: simulator.url, port: simulator.port, env }));
  else {
    for (const [name, value] of Object.entries(env)) await lines.push(`export ${name}=${quoted(value)}`);
  }
  await lines.send();
  say.note('serving until Ctrl-C; paste these lines into another terminal, then: wxdi job list');
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  await simulator.close();
  return exitCode.done;
};

/** How runs can go, of which a person may want to see each. */
const plans = ['warns', 'errors', 'fails', 'hangs'] as const;

const speedOf = (text: string): number => {
  const speed = /^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (speed > 0) return speed;
  throw new UsageError(`flag --speed takes a number above 0, such as 10 or 0.5, not "${text}"`);
};

const portTaken = (error: unknown, port: number | undefined): UsageError | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new UsageError(`port ${port ?? 0} is taken`, 'wxdi simulator start');
  return code === 'EACCES'
    ? new UsageError(`port ${port ?? 0} needs more rights`, 'wxdi simulator start')
    : undefined;
};
