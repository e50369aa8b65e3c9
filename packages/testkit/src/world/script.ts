import type { Fault } from '@wxdi/simulator/faults';
import type { Call, FaultCase } from '../table/fault-case.js';
import { callRoutes } from '../table/answers.js';
import { settings } from './settings.js';

/** All faults that the requests of a call meet: those of the case, and those of its scene. */
export const scriptOf = (
  { fault, everyRequest, script = [], scene }: FaultCase,
  call: Call,
): readonly Fault[] => [
  ...(fault === undefined ? [] : [{ ...callRoutes[call], ...fault }]),
  ...(everyRequest === undefined ? [] : [{ ...callRoutes[call], ...everyRequest, call: 'every' as const }]),
  ...('read' in script ? script[call] : script),
  ...(scene === undefined ? [] : (settings[scene].script?.(call) ?? [])),
];
