import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { Argument, Definition } from '../command-line/definition.js';
import type { Session } from '../session.js';

/** A command: its flags, its help and its function. */
export interface CommandDefinition<Flags = unknown> extends Definition<Flags> {
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

export const JOB: Argument = { name: 'JOB', summary: 'id or exact name of a job' };
export const RUN: Argument = {
  name: 'RUN',
  summary: 'id or exact name of a run, @latest or @active',
  choices: ['@latest', '@active'],
};
