import type { Fault } from '@wxdi/testkit';

/** Faults that wait are waited for in real time, as long as no slow machine needs for an answer that comes. */
export const limit = ['--http-timeout', '2s'] as const;

const slower = 10;

/** The limits of processes are ten times those of the library's own tests, and so is an answer that is late. */
export const patient = (fault: Fault): Fault => {
  const { latencyMs } = fault.wire ?? {};
  return latencyMs === undefined
    ? fault
    : { ...fault, wire: { ...fault.wire, latencyMs: latencyMs * slower } };
};

export const waits = (script: readonly Fault[]): boolean =>
  script.some(({ wire }) => wire?.stall !== undefined || wire?.latencyMs !== undefined);
