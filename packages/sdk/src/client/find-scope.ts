import type { HasCancel, WorkflowError } from '@wxdi/core';
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js';
import type { LiveEnv } from '../live/env.js';
import type { ClientOptions } from '../options/client-options.js';
import type { CallOptions } from './calls.js';
import { findProject as project, findSpace as space } from '@wxdi/core';
import { checkArgument } from '../checks/options.js';
import { liveEnv } from '../live/env.js';
import { callRule } from './checked.js';
import { run } from './run-program.js';

/** The options of a client whose project or space is not known yet. */
export type UnscopedOptions = Omit<ClientOptions, 'project' | 'space'>;

/**
 * The id of the project with exactly this name, for `createClient`. Kind `NotFound` for none, `AmbiguousName` for
 * several.
 */
export const findProject = (name: string, options: UnscopedOptions, call?: CallOptions): Promise<string> =>
  find(project(name), options, call);

/** The id of the deployment space with exactly this name, like `findProject`. */
export const findSpace = (name: string, options: UnscopedOptions, call?: CallOptions): Promise<string> =>
  find(space(name), options, call);

const find = async (
  program: ReaderTaskEither<LiveEnv & HasCancel, WorkflowError, string>,
  options: UnscopedOptions,
  call: CallOptions = {},
): Promise<string> => {
  checkArgument(callRule, call);
  // These requests are for no project and no space.
  const { env, close } = liveEnv({ ...options, project: 'none' });
  try {
    return await run(env, program, call);
  } finally {
    close();
  }
};
