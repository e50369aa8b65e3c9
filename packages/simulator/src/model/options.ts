import type { Outcome, PlanChoice, RunPlan } from './plans.js';
import { defaultQuirks, type Quirks } from './quirks.js';

/** A flow (or notebook, script, …) that jobs may refer to by its asset id. */
export interface FlowSeed {
  /** What the service derives `asset_ref_type` from. Default: `data_intg_flow`. */
  readonly type?: string;
  /** How runs of jobs of this flow go. Default: by type; `streamsets_flow` streams, others succeed. */
  readonly plan?: PlanChoice;
}

/** A job that is there from the beginning. */
export interface JobSeed {
  readonly name: string;
  /** Default: an id made from the seed. */
  readonly id?: string;
  readonly assetRef?: string;
  /** Type of a job without asset; ignored when `assetRef` is given. */
  readonly type?: string;
  readonly description?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly name: string; readonly value: unknown }[];
  readonly schedule?: string;
  /** The runs it already has, oldest first: a number of finished ones, or each described. */
  readonly runs?: number | readonly RunSeed[];
  readonly plan?: PlanChoice;
}

/** A run that was started before the beginning: finished, or still active if its plan says so. */
export interface RunSeed {
  /** Default: `succeeds`. */
  readonly plan?: Outcome | RunPlan;
  /** How long before the beginning it was started, not divided by the speed. Default: minutes apart. */
  readonly ageMs?: number;
  readonly name?: string;
  readonly description?: string;
}

/** What the model starts from. Everything has a default. */
export interface ModelOptions {
  /** The bearer token that is accepted for ever. */
  readonly token?: string;
  /** The API key that POST /identity/token takes. */
  readonly apiKey?: string;
  /** User name and password of POST /icp4d-api/v1/authorize; `ZenApiKey` takes the user name and `apiKey`. */
  readonly username?: string;
  readonly password?: string;
  /** Life of an issued token. */
  readonly tokenLifetimeSeconds?: number;
  readonly projectId?: string;
  readonly projectName?: string;
  readonly spaceId?: string;
  readonly spaceName?: string;
  /** More projects: id to name. */
  readonly projects?: Readonly<Record<string, string>>;
  /** Known flows by asset id. */
  readonly flows?: Readonly<Record<string, FlowSeed>>;
  /** Whether an asset id that `flows` does not hold is taken as a flow of the default type. */
  readonly acceptUnknownFlows?: boolean;
  /** Jobs of the project at the beginning: a number of them, or each described. */
  readonly jobs?: number | readonly JobSeed[];
  /** How runs go, by job id, job name or asset id; goes before the plan of the flow. */
  readonly plans?: Readonly<Record<string, PlanChoice>>;
  /** Divides every duration: 10 makes a run of six seconds last 0.6 s. */
  readonly speed?: number;
  readonly quirks?: Partial<Quirks>;
  /** Ids and trace ids derive from it. */
  readonly seed?: string;
}

/** The same with everything decided. */
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

/** An option given as `undefined` means its default. */
const dropUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
