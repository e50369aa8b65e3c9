import type * as Simulators from '@wxdi/simulator';
import type { SimulatorOptions } from '@wxdi/simulator';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { fileText, parseDocument } from '../input/document.js';

/** Assets whose runs end in another way than success. */
const plans = { warns: 'warns', errors: 'errors', fails: 'fails', hangs: 'hangs' } as const;

/** The flags of `wxdi simulator start`. */
interface Flags {
  readonly port?: number | undefined;
  readonly token?: string | undefined;
  readonly jobs?: number | undefined;
  readonly history?: number | undefined;
  readonly seed?: number | undefined;
  readonly speed?: number | undefined;
  readonly latency?: number | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly quirk?: readonly string[] | undefined;
  readonly addProject?: readonly string[] | undefined;
  readonly script?: string | undefined;
  readonly cors?: true | undefined;
}

/** The options that the flags and the script describe. A wrong one is a usage error that names its part. */
export const simulatorOptionsOf = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  simulators: typeof Simulators,
  flags: Flags,
): Promise<SimulatorOptions> => {
  const { latency, fault = [], quirk = [], addProject = [], script } = flags;
  const { port, token, jobs, history, seed, speed, cors } = flags;
  const scripted = script === undefined ? {} : await readScript(context, simulators, script);
  const delay = latency === undefined ? [] : [{ on: '*', does: 'delay', delay: latency } as const];
  for (const rule of fault) named('--fault', () => simulators.describeFault(rule));
  const quirks = quirk.map((text) => named(`--quirk ${text}`, () => simulators.readQuirk(text)));
  const projects = addProject.map((name, i) => [projectId(i), name] as const);
  return {
    ...scripted,
    ...given({ port, token, jobs, history, seed, speed, cors }),
    plans: { ...plans, ...scripted.plans },
    faults: [...(scripted.faults ?? []), ...delay, ...fault],
    quirks: Object.assign({}, scripted.quirks, ...quirks) as SimulatorOptions['quirks'] & object,
    projects: { ...scripted.projects, ...Object.fromEntries(projects) },
  };
};

const given = (flags: Flags): SimulatorOptions =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));

/** The same at every start, so that a script can use it. */
const projectId = (index: number): string =>
  `7a1d5c1e-6b0f-4a55-9d6f-${(0x2f2d3f1c0b00 + index).toString(16)}`;

const named = <A>(what: string, read: () => A): A => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${what}: ${error.message}`, 'wxdi help simulator start');
  }
};

const readScript = async (
  context: Pick<Context, 'readFile' | 'stdin'>,
  { checkOptions, describeFault }: typeof Simulators,
  path: string,
): Promise<SimulatorOptions> => {
  const value = await parseDocument('--script', path, await fileText(context, path));
  return named(`--script ${path}`, () => {
    checkOptions(value);
    const options = value as SimulatorOptions;
    if (options.clock !== undefined) throw new RangeError('clock cannot be set: the time is real');
    for (const rule of options.faults ?? []) describeFault(rule);
    return options;
  });
};
