import { WxdiError } from '@wxdi/sdk';

type Source = ConstructorParameters<typeof WxdiError>[0];

/** An error of any kind, as the sdk throws it. */
export const anError = (kind: WxdiError['kind'], over: Partial<Record<string, unknown>> = {}): WxdiError =>
  new WxdiError({
    _tag: kind,
    message: `a ${kind}`,
    outcome: 'rejected',
    at: [],
    issues: [],
    paths: [],
    candidates: [],
    name: 'x',
    ...over,
  } as unknown as Source);

export const notFound = (message: string): WxdiError => anError('NotFound', { message });

export const kinds: readonly (readonly [WxdiError['kind'], number])[] = [
  ['InvalidInput', 2],
  ['AmbiguousName', 2],
  ['NotFound', 3],
  ['NotPermitted', 4],
  ['Refused', 5],
  ['NotApplied', 5],
  ['Unavailable', 6],
  ['Undecodable', 7],
  ['OutcomeUnknown', 9],
  ['DeadlineExceeded', 124],
];
