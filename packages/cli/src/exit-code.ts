/** The exit codes that scripts may rely on. */
export const exitCode = {
  done: 0,
  bug: 1,
  usage: 2,
  notFound: 3,
  notPermitted: 4,
  refused: 5,
  unavailable: 6,
  undecodable: 7,
  outcomeUnknown: 9,
  runFailed: 10,
  runCanceled: 11,
  runCompletedWithErrors: 12,
  runCompletedWithWarnings: 13,
  deadline: 124,
  interrupted: 130,
  terminated: 143,
} as const;
