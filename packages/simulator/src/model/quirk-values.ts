import { defaultQuirks, type Quirks } from './quirks.js';

type Values = { readonly [Name in keyof Quirks]: readonly (Quirks[Name] | 'a number')[] };

/** Every value of every switch. */
const values: Values = {
  dialect: ['2020', '2022', '2026'],
  metricsForm: ['dialect', '2022', '2026-short', '2026-long'],
  logForm: ['dialect', 'lines', 'json-array'],
  nextForm: ['object', 'string'],
  nextAtEnd: ['absent', 'null', 'empty-string', 'empty-object'],
  emptyLastPage: [false, true],
  pageCeiling: ['a number'],
  overCeiling: ['clamp', 400],
  pageOverlap: ['a number'],
  jobRows: ['whole', 'slim'],
  jobNames: ['exact', 'any-case'],
  settingsOrder: ['kept', 'reversed'],
  noRetention: ['absent', 'empty-object'],
  addedMembers: ['captured', 'unknown'],
  patchEffect: ['applied', 'none'],
  badLimit: [400, 'default'],
  jobOrder: ['newest-first', 'oldest-first', 'shuffled'],
  runOrder: ['newest-first', 'oldest-first', 'shuffled'],
  listLagMs: ['a number'],
  firstState: ['Queued', 'Starting', 'Running'],
  totalsLagMs: ['a number', 'never'],
  runDescriptionLimit: [null, 'a number'],
  failedStartStatus: [400, 404, 409, 422, 500],
  jobDeleteStatus: [204, 202],
  runDeleteStatus: [204, 202],
  deletionMs: ['a number'],
  deleteActiveJob: [409, 400, 403, 'silent'],
  deleteActiveRun: [409, 400, 403, 'silent'],
  controlStatus: [204, 200],
  cancelFinished: [409, 204, 400, 404],
  cancelNotRunning: ['accept', 400, 409],
  pauseBatch: ['accept', 400, 409],
  controlWrongState: [409, 400],
  refreshFinished: [200, 400, 404, 409],
  runsOfUnknownJob: [404, 'empty'],
  wrongScope: [404, 403],
  unknownState: ['no-match', 'ignore', 400],
  stateAlias: [false, true],
  patchOps: ['add-replace-remove', 'add-replace'],
  patchAtomic: [true, false],
  invalidCron: [400, 'accept'],
  retentionBoth: [400, 'accept'],
  logsLimit: ['tail', 'head'],
  logWindow: [null, 'a number'],
  logLagMs: ['a number'],
  streamingLogs: ['lines', 'empty', 404],
  streamingLogsAfterEnd: ['empty', 400, 404],
  streamingMetrics: ['configuration', 'absent'],
  offsetAfterReset: ['null', 'absent', 'empty-object'],
  searchRefused: [false, 400, 403, 404, 501],
  searchLagMs: ['a number'],
  searchEntities: ['honored', 'missing'],
  searchCeiling: ['a number'],
  searchOverCeiling: ['clamp', 400],
  searchPhrase: ['words', 'exact'],
  searchStates: [true, false],
  searchNumbers: ['floats', 'integers'],
  nameFilter: ['part', 'exact', 'ignored'],
  retryAfter: ['seconds', 'date'],
  errorShape: ['platform', 'flat'],
  traceMember: ['trace', 'trace_id', 'traceId'],
};

const isName = (name: string): name is keyof Quirks => Object.hasOwn(values, name);

/** What a switch may be, for an error. */
const choicesOf = (name: keyof Quirks): string => values[name].map(String).join(', ');

/** Throws a `RangeError` that names a switch that does not exist, or a value that it does not have. */
export const checkQuirks = (quirks: Partial<Quirks>): void => {
  for (const [name, value] of Object.entries(quirks)) {
    if (!isName(name))
      throw new RangeError(`"${name}" is not a quirk; use ${Object.keys(values).join(', ')}`);
    const choices: readonly unknown[] = values[name];
    const isNumber = typeof value === 'number' && value >= 0 && choices.includes('a number');
    if (value !== undefined && !isNumber && !choices.includes(value))
      throw new RangeError(`quirk ${name}: use ${choicesOf(name)}, not ${JSON.stringify(value)}`);
  }
};

/**
 * Reads `name=value`. Throws a `RangeError` that names the wrong part.
 *
 * @example
 * readQuirk('retryAfter=date'); // { retryAfter: 'date' }
 */
export const readQuirk = (text: string): Partial<Quirks> => {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (!isName(name)) {
    checkQuirks({ [name]: undefined });
    throw new RangeError(`write name=value, not "${text}"`);
  }
  const choices: readonly unknown[] = values[name];
  const named = choices.find((choice) => String(choice) === value && choice !== 'a number');
  const isNumber = /^\d{1,15}$/.test(value) && choices.includes('a number');
  const read = { [name]: named !== undefined || !isNumber ? (named ?? value) : Number(value) };
  checkQuirks(read);
  return read;
};

/** The switches that are not as they are by default, as `name=value`. */
export const changedQuirks = (quirks: Quirks): readonly string[] =>
  Object.entries(quirks)
    .filter(([name, value]) => value !== defaultQuirks[name as keyof Quirks])
    .map(([name, value]) => `${name}=${String(value)}`);
