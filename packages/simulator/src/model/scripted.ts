import { readDuration, type Duration } from './duration.js';
import { isTerminal, runStates, type RunState } from './states.js';

/** A state of a scripted run with its duration: `Running`, `Running 10m`, or an object. */
export type PlannedState = string | { readonly state: RunState; readonly for?: Duration };

/** A line of the log of a scripted run. */
export interface LogLine {
  readonly severity?: 'I' | 'W' | 'E' | 'F';
  /** The id of the message, such as `IIS-DSEE-TFOR-00104`. */
  readonly id?: string;
  readonly text: string;
}

interface Step {
  readonly state: RunState;
  readonly ms: number;
}

/** Durations of states without one. */
const usualMs = (state: RunState): number => (state === 'Running' ? 5_000 : 1_000);

/** Reads the states of a scripted run. Throws a `RangeError` that names the wrong one. */
export const readSteps = (states: readonly PlannedState[]): readonly Step[] => {
  if (states.length === 0) throw new RangeError('states: give at least one state');
  const steps = states.map(readStep);
  const early = steps.findIndex(({ state }, i) => isTerminal(state) && i < steps.length - 1);
  if (early >= 0) throw new RangeError(`states: ${steps[early]?.state} is an end; no state can follow it`);
  return steps;
};

const readStep = (planned: PlannedState): Step => {
  const [name = '', time, ...more] =
    typeof planned === 'string' ? planned.trim().split(/\s+/) : [planned.state, planned.for];
  const state = runStates.find((known) => known === name);
  if (state === undefined)
    throw new RangeError(`states: "${name}" is not a state; use ${runStates.join(', ')}`);
  const ms = time === undefined ? usualMs(state) : readDuration(time);
  if (ms === undefined || more.length > 0)
    throw new RangeError(
      `states: write a duration after ${name}, such as ${name} 30s, not "${[time, ...more].join(' ')}"`,
    );
  return { state, ms };
};

const coded = /^##([IWEF])\s+(\S+)\s+([^]*)$/;

export const readLogLine = (line: string | LogLine): LogLine => {
  if (typeof line !== 'string') return line;
  const [, severity, id, text] = coded.exec(line) ?? [];
  return text === undefined ? { text: line } : { severity: severity as 'I', id: id as string, text };
};

/** `CODE` or `CODE: message`. */
export const readFailure = (text: string): { readonly code: string; readonly message: string } => {
  const [code = '', ...message] = text.split(':');
  if (!/^\S+$/.test(code.trim()))
    throw new RangeError(`fails: write a code such as IIS-DSEE-TFIP-00055, or CODE: message, not "${text}"`);
  return { code: code.trim(), message: message.join(':').trim() || 'The run failed.' };
};
