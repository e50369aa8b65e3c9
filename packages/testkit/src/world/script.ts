import type { Fault } from '../faults/fault.js';
import type { Call, FaultCase } from '../table/fault-case.js';
import { callRoutes } from '../table/answers.js';
import { settings } from './settings.js';

/** All that befalls the requests of a call, by a form of the table and its scene. */
export const scriptOf = ({ fault, script = [], scene }: FaultCase, call: Call): readonly Fault[] => [
  ...(fault === undefined ? [] : [{ ...callRoutes[call], ...fault }]),
  ...('read' in script ? script[call] : script),
  ...(scene === undefined ? [] : (settings[scene].script?.(call) ?? [])),
];
