import type { OutcomeUnknown, WorkflowError } from '../errors/workflow-error.js';
import type { StartPlan } from './start-plan.js';
import { invalidInput } from '../errors/workflow-error.js';

export const usedOtherwise = (key: string): WorkflowError =>
  invalidInput(`key ${key} was already used for another start`, [
    { path: 'key', expected: 'a unique key for each start', received: 'the key of another request' },
  ]);

/** `rest` ends the message. */
export const stillUnknown = ({ key }: Pick<StartPlan, 'key'>, rest = ''): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  message: `an earlier start with key ${key} may have succeeded, but no run with this key was found${rest}`,
  outcome: 'unknown',
  at: ['startOnce'],
});

const keyForm = '1 to 64 letters, digits, ".", "_" or "-"';

export const wrongKey = (key: string): WorkflowError =>
  invalidInput(`invalid key: expected ${keyForm}`, [{ path: 'key', expected: keyForm, received: key }]);
