import type { Context } from '../context.js';
import type { Look } from './config-file.js';
import { UsageError } from '../usage-error.js';
import { lookOf } from './config-file.js';
import { configObject, configText, textOf } from './read-yaml.js';

/** What a folder says of the work done in it. */
export interface ProjectFile extends Look {
  readonly variables: Readonly<Record<string, string>>;
}

export const projectFileName = '.wxdi.yaml';

/**
 * `./.wxdi.yaml`. It may have come with somebody else's repository, so it may name a project or space and how things
 * are shown: never a URL, a credential or a command.
 */
export const readProjectFile = async (context: Context): Promise<ProjectFile | undefined> => {
  const text = await configText(context, projectFileName);
  if (text === undefined) return undefined;
  const { project, space, ...rest } = await configObject(projectFileName, text);
  for (const key of Object.keys(rest)) {
    if (key === 'output' || key === 'columns') continue;
    throw new UsageError(
      `${projectFileName} may set only project, space, output and columns, not "${key}"`,
      'put it into a profile of your own configuration: wxdi doctor shows where that is',
    );
  }
  return {
    variables: {
      ...(project === undefined ? {} : { WXDI_PROJECT_ID: textOf(`${projectFileName}: project`, project) }),
      ...(space === undefined ? {} : { WXDI_SPACE_ID: textOf(`${projectFileName}: space`, space) }),
    },
    ...lookOf(projectFileName, rest, []),
  };
};
