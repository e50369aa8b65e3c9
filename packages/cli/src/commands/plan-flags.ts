import type { Command } from '@commander-js/extra-typings';
import type { PlanOptions } from '@wxdi/sdk';
import type { FlagsOf } from './command.js';
import { nonEmpty, several } from '../command-line/options.js';
import { UsageError } from '../errors.js';

/** The flags of commands that plan jobs from files. */
export const planOptions = (command: Command) =>
  command
    .option(
      '-f, --file <PATH>',
      'job file or folder of job files; - reads stdin; repeatable: a later one is laid over those before',
      several,
    )
    .option('--var <k=v>', 'value for ${var.k} in job files; repeatable', several)
    .option('--var-file <F>', 'file with values for ${var.k}; repeatable', several)
    .option('--owner <NAME>', 'mark the jobs that are created as those of this owner', nonEmpty)
    .option('--adopt', 'mark the existing jobs of the files too')
    .option('--prune', 'delete jobs with the mark of the owner that no file describes');

type Flags = FlagsOf<typeof planOptions>;

/** The options of a plan, checked before anything is read. */
export const planFlags = ({ owner, adopt, prune }: Flags): PlanOptions => {
  if (owner === undefined && (adopt ?? prune) !== undefined)
    throw new UsageError(`flag --${adopt === true ? 'adopt' : 'prune'} requires --owner`);
  return { owner, adopt, prune };
};

/** The flags that give values to references. */
export const variableFlags = (flags: Flags) => ({ vars: flags.var, varFiles: flags.varFile });
