import type { Overrides } from '../policy/overrides.js';
import type { PollSettings } from '../policy/poll.js';
import type { SettleSettings } from '../policy/settle.js';

/** Polling of runs, for calls without their own setting; default: `defaultPoll`. */
export interface HasPoll {
  readonly poll?: Overrides<PollSettings> | undefined;
}

/** The search after a lost answer, for calls without their own setting; default: `defaultSettle`. */
export interface HasSettle {
  readonly settle?: Overrides<SettleSettings> | undefined;
}
