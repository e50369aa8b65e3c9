import type { Fault } from '@wxdi/simulator/faults';

/** Faults that wait take real time: longer than a normal answer takes, even on a slow machine. */
export const timeLimit = ['--http-timeout', '2s'] as const;

const factor = 10;

/** The time limits of processes are ten times those of the library's tests, and so is the delay of a late answer. */
export const slowedDown = (fault: Fault): Fault => {
  const { latencyMs } = fault.wire ?? {};
  return latencyMs === undefined
    ? fault
    : { ...fault, wire: { ...fault.wire, latencyMs: latencyMs * factor } };
};

/** Whether a fault of this script takes real time. */
export const takesTime = (script: readonly Fault[]): boolean =>
  script.some(({ wire }) => wire?.stall !== undefined || wire?.latencyMs !== undefined);
