import type { LiveEnv } from '../live/env.js';
import type { Ids } from './client.js';
import { findEnvironment, findFlow } from '@wxdi/core';
import { callRule, checked } from './checked.js';
import { run } from './run-program.js';

/** Core's programs about names, as methods that return promises. */
export const idsOf = (env: LiveEnv): Ids =>
  checked<Ids>(
    { flow: [undefined, callRule], environment: [undefined, callRule] },
    {
      flow: (name, options) => run(env, findFlow(name), options),
      environment: (name, options) => run(env, findEnvironment(name), options),
    },
  );
