import * as core from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { WxdiError } from '../error.js';

/** A builder that throws instead of returning a Left. */
const throwing =
  <Rule>(build: (rule: Rule) => E.Either<core.Issue, string>) =>
  (rule: Rule): string => {
    const cron = build(rule);
    if (E.isRight(cron)) return cron.right;
    const { path, expected, received } = cron.left;
    throw new WxdiError(core.invalidInput(`${path}: expected ${expected}, got ${received}`, [cron.left]));
  };

/**
 * Builds the cron text of a schedule, which the service evaluates in UTC, from local times (`utcOffsetMinutes`). A
 * schedule that cron cannot express throws a `WxdiError` of kind `InvalidInput` that names the member.
 */
export const schedule = {
  minutely: throwing(core.minutely),
  hourly: throwing(core.hourly),
  daily: throwing(core.daily),
  weekly: throwing(core.weekly),
  monthly: throwing(core.monthly),
};
