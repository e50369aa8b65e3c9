import type { Outcome, PlanChoice, RunPlan } from './plans.js';
import { defaultQuirks, type Quirks } from './quirks.js';

/** A flow (or notebook, script, …) that jobs may refer to by its asset id. */
export interface FlowSeed {
  /** The name by which a search finds it. Default: it is not found. */
  readonly name?: string;
  /** The type from which the service derives `asset_ref_type`. Default: `data_intg_flow`. */
  readonly type?: string;
  /** The plan of this flow's runs. Default: `streams` for `streamsets_flow`, otherwise `succeeds`. */
  readonly plan?: PlanChoice;
}

/** An initial job. */
export interface JobSeed {
  readonly name: string;
  /** Default: derived from the seed. */
  readonly id?: string;
  readonly assetRef?: string;
  /** Type of a job without an asset; ignored if `assetRef` is set. */
  readonly type?: string;
  readonly description?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly name: string; readonly value: unknown }[];
  readonly schedule?: string;
  /** Initial runs, oldest first: a number of finished runs, or a list of runs. */
  readonly runs?: number | readonly RunSeed[];
  readonly plan?: PlanChoice;
}

/** An initial run: finished, or still active according to its plan. */
export interface RunSeed {
  /** Default: `succeeds`. */
  readonly plan?: Outcome | RunPlan;
  /** Age of the run at the start of the simulator, not divided by `speed`. Default: minutes apart. */
  readonly ageMs?: number;
  readonly name?: string;
  readonly description?: string;
}

/** The options of the model. All are optional. */
export interface ModelOptions {
  /** A bearer token that never expires. */
  readonly token?: string;
  /** The API key for POST /identity/token. */
  readonly apiKey?: string;
  /** User name and password for POST /icp4d-api/v1/authorize. `ZenApiKey` uses the user name and `apiKey`. */
  readonly username?: string;
  readonly password?: string;
  /** Lifetime of issued tokens. */
  readonly tokenLifetimeSeconds?: number;
  readonly projectId?: string;
  readonly projectName?: string;
  readonly spaceId?: string;
  readonly spaceName?: string;
  /** Additional projects: id to name. */
  readonly projects?: Readonly<Record<string, string>>;
  /** Flows by asset id. */
  readonly flows?: Readonly<Record<string, FlowSeed>>;
  /** Environments that a search finds: id to name. */
  readonly environments?: Readonly<Record<string, string>>;
  /** Parameter sets that a search finds: id to name. */
  readonly parameterSets?: Readonly<Record<string, string>>;
  /** Whether an asset id that is not in `flows` is a flow of the default type. */
  readonly acceptUnknownFlows?: boolean;
  /** Initial jobs of the project: a number of jobs, or a list of jobs. */
  readonly jobs?: number | readonly JobSeed[];
  /** Plans of runs, by job id, job name or asset id. Takes precedence over the plan of the flow. */
  readonly plans?: Readonly<Record<string, PlanChoice>>;
  /** Divides every duration: 10 makes a run of six seconds last 0.6 s. */
  readonly speed?: number;
  readonly quirks?: Partial<Quirks>;
  /** The seed of ids and trace ids. */
  readonly seed?: string;
}

/** The options with all defaults applied. */
export interface Config extends Required<Omit<ModelOptions, 'quirks' | 'jobs'>> {
  readonly quirks: Quirks;
}

export const configure = (options: ModelOptions): Config => {
  const { quirks, jobs: _jobs, ...rest } = options;
  const config: Config = {
    token: 'wxdi-simulator',
    apiKey: 'wxdi-simulator-key',
    username: 'admin',
    password: 'password',
    tokenLifetimeSeconds: 3_600,
    projectId: '7a1d5c1e-6b0f-4a55-9d6f-2f2d3f1c0a11',
    projectName: 'Simulated project',
    spaceId: '3c0b7f52-90d4-4e0b-8b61-5d7c8e2fbb22',
    spaceName: 'Simulated space',
    projects: {},
    flows: {},
    environments: {},
    parameterSets: {},
    acceptUnknownFlows: true,
    plans: {},
    speed: 1,
    seed: 'wxdi',
    ...(dropUndefined(rest) as typeof rest),
    quirks: { ...defaultQuirks, ...(dropUndefined(quirks ?? {}) as Partial<Quirks>) },
  };
  if (!(config.speed > 0)) throw new RangeError(`speed must be above 0, not ${config.speed}`);
  return config;
};

/** An option that is `undefined` has its default. */
const dropUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
