import type { WxdiError } from '@wxdi/sdk';
import { wxdiErrorIn } from './errors.js';

/** From the worst outcome of many to the least. What is not an error of the library is a bug, and comes first. */
const worstFirst: readonly (WxdiError['kind'] | undefined)[] = [
  undefined,
  'OutcomeUnknown',
  'DeadlineExceeded',
  'Unavailable',
  'Undecodable',
  'NotPermitted',
  'Refused',
  'NotApplied',
  'NotFound',
];

/** The worst of several errors. */
export const worstOf = (errors: readonly unknown[]): unknown =>
  errors.toSorted((a, b) => rank(a) - rank(b))[0];

const rank = (error: unknown): number => {
  const at = worstFirst.indexOf(wxdiErrorIn(error)?.kind);
  return at < 0 ? worstFirst.length : at;
};
