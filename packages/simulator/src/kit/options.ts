import type { NextRunPlan } from '../model/next-run.js';
import type { ModelOptions } from '../model/options.js';
import type { Fault } from '../rules/rule.js';
import type { Clock } from './clock.js';

export interface CreateSimulatorOptions extends ModelOptions {
  /** What goes wrong, by rule: `POST runs: lose-answer`. */
  readonly faults?: readonly Fault[];
  /** What the next runs do, in order. */
  readonly nextRuns?: readonly NextRunPlan[];
  /**
   * `virtual`: virtual time, which passes while the program under test sleeps and with `advance`. `manual`: virtual
   * time, which passes only with `advance`. `real`: the time of the machine. Or a clock of your own. Default: `virtual`.
   */
  readonly clock?: 'virtual' | 'manual' | 'real' | Clock;
}
