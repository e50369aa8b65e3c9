import { WxdiError, type ReadFailure } from '@wxdi/sdk';
import { explained } from '../errors.js';

/** The error of a result that was printed without a part that could not be read: exit 6 or 7. */
export const incomplete = (what: string, { kind, message }: ReadFailure, hint: string): unknown => {
  const common = { message: `${what}: ${message}`, outcome: 'not-sent', at: [] } as const;
  const error = new WxdiError(
    kind === 'Undecodable' ? { _tag: kind, issues: [], ...common } : { _tag: 'Unavailable', ...common },
  );
  return explained(error, { hint });
};
