import type { JobRun, LogEntry } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { showState } from '../render/run-state.js';
import { visible } from '../render/visible.js';
import { spinnerOn } from '../output/spinner.js';

/** What a person sees of the demo: plain lines in a pipe, the same with a spinner on a terminal. */
export interface Stage {
  /** Begins a step. */
  step(title: string): void;
  /** The command line that does the same. */
  command(line: string): void;
  /** What came back. */
  said(text: string): void;
  state(run: JobRun): void;
  log(entry: LogEntry): void;
  /** Checks a claim; one that does not hold ends the demo. */
  check(claim: string, holds: boolean): void;
  /** Shows that something is under way. */
  during<A>(what: string, work: Promise<A>): Promise<A>;
  line(text: string): void;
  /** A pause to read, where somebody is watching. */
  breathe(): Promise<void>;
  readonly counts: () => { readonly steps: number; readonly checks: number };
}

/** A step did not do what it says: a bug, here or in the sdk or in the simulator. */
class ClaimFailed extends Error {
  override readonly name = 'ClaimFailed';
}

export const stageOn = ({ context, style, signal }: Session): Stage => {
  const { stdout, clock } = context;
  let steps = 0;
  let checks = 0;
  const spinner = stdout.isTerminal ? spinnerOn(stdout, { clock, style, signal, indent: '   ' }) : undefined;
  const line = (text: string): void => {
    (spinner?.beside ?? stdout).write(`${text}\n`)?.catch(() => undefined);
  };
  const inner = (text: string): void => {
    line(text === '' ? '' : `   ${text}`);
  };
  return {
    line,
    step: (title) => {
      steps += 1;
      line('');
      line(style.bold(`${steps}. ${title}`));
    },
    command: (text) => {
      inner(style.blue(`$ ${text}`));
    },
    said: (text) => {
      inner(visible(text));
    },
    state: (run) => {
      inner(showState(visible(run.state), style));
    },
    log: ({ raw }) => {
      for (const text of raw.split('\n')) inner(style.dim(`│ ${visible(text.replaceAll('\t', '    '))}`));
    },
    check: (claim, holds) => {
      if (!holds) throw new ClaimFailed(`this does not hold: ${claim}`);
      checks += 1;
      inner(`${style.green('✓')} ${visible(claim)}`);
    },
    during: async (what, work) =>
      spinner === undefined ? await work : await spinner.during(() => what, work),
    breathe: async () => {
      if (stdout.isTerminal) await clock.sleep(400, signal);
    },
    counts: () => ({ steps, checks }),
  };
};
