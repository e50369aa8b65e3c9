import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { Argument, Definition } from '../command-line/definition.js';
import type { Session } from '../session.js';
import { nonEmpty } from '../command-line/options.js';
import { explained, isKind } from '../errors.js';
import { byName, checkJob, checkRun, jobTarget, runTarget, type ByName, type JobTarget } from '../target.js';

/** A command: its flags, its help and its function. */
export interface CommandDefinition<Flags = unknown> extends Definition<Flags> {
  /** Whether it runs whatever is wrong with the settings, to report it. */
  readonly reportsSettings?: true;
  /** The exit code; nothing for 0. */
  readonly run: (session: Session, flags: Flags, args: readonly string[]) => Promise<number | void>;
}

/** The flags that `options` adds. */
export type FlagsOf<Options extends (command: Command) => { opts(): unknown }> = Readonly<
  ReturnType<ReturnType<Options>['opts']>
>;

/** Infers the types of the flags from `options`. */
export const command = <Flags extends OptionValues>(
  definition: CommandDefinition<Flags>,
): CommandDefinition => definition as unknown as CommandDefinition;

export const JOB: Argument = { name: 'JOB', summary: 'id or exact name of a job', check: checkJob };
/** The flag that selects jobs by their names, instead of JOB. */
export const JOBS = [
  '--job <GLOB>',
  'all jobs whose names match: * matches any text, ? one character',
] as const;
/** The flag of commands that can read an archive instead of the service. */
export const FROM = [
  '--from <DIR>',
  'read an archive that `wxdi archive` has written: no request is sent',
  nonEmpty,
] as const;
export const RUN: Argument = {
  name: 'RUN',
  summary: 'id or exact name of a run, @latest or @active',
  choices: ['@latest', '@active'],
  check: checkRun,
};

/** Where the command reads from, if not from the service. */
interface Source {
  readonly from?: string | undefined;
}

interface TargetCommand<Flags, Target> extends Definition<Flags> {
  /** `find` looks up the job or run; call it when the flags are known to be right. */
  readonly run: (
    session: Session,
    flags: Flags & ByName,
    find: () => Promise<Target>,
    args: readonly string[],
  ) => Promise<number | void>;
}

const about =
  <Target extends JobTarget>(
    args: readonly Argument[],
    findTarget: (session: Session, flags: ByName, args: readonly string[]) => Promise<Target>,
  ) =>
  <Flags extends OptionValues>(definition: TargetCommand<Flags, Target>): CommandDefinition =>
    command<Flags & ByName & Source>({
      args,
      ...(definition as unknown as Definition<Flags & ByName>),
      options: (added) => {
        const withName = byName(added);
        definition.options?.(withName);
        return withName as unknown as Command<[], Flags & ByName>;
      },
      run: async (session, flags, words) => {
        if (flags.from !== undefined) session.readFrom(flags.from);
        let found: Target | undefined;
        const find = async (): Promise<Target> => (found = await findTarget(session, flags, words));
        try {
          return await definition.run(session, flags, find, words);
        } catch (error) {
          throw isKind(error, 'NotFound') ? explained(error, { hint: found?.others }) : error;
        }
      },
    });

export const jobCommand = about([JOB], jobTarget);

export const runCommand = about([JOB, RUN], runTarget);
