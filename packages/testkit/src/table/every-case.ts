import type { Ending } from './ending.js';
import type { Call, FaultCase } from './fault-case.js';
import type { FaultKind } from './faults.js';
import { calls } from './fault-case.js';
import { faults } from './faults.js';

/** One test of the table: a form of a fault, a call, and how that call must end. */
export interface PlayedCase {
  readonly number: number;
  readonly name: string;
  readonly faultCase: FaultCase;
  readonly call: Call;
  readonly expected: Ending;
  /** Of the test. */
  readonly title: string;
}

/** Every test of these kinds of faults, in the order of the table. */
export function* everyCase(...kinds: readonly FaultKind[]): Generator<PlayedCase> {
  for (const { number, name, cases } of kinds.flatMap((kind) => faults[kind])) {
    for (const faultCase of cases) {
      for (const call of calls) {
        const expected = faultCase[call];
        if (expected === undefined) continue;
        const form = faultCase.form === '' ? [] : [faultCase.form];
        const title = [`${number} ${name}`, ...form, `${call} ends ${expected.end}`].join(': ');
        yield { number, name, faultCase, call, expected, title };
      }
    }
  }
}
