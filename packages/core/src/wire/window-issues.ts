import type { ScheduleWindow } from '../domain/job.js';
import type { Issue } from '../errors/api-error.js';
import { toMillis } from './time.js';

/** A window in a change: null clears a member. */
export type WindowChange = { readonly [K in keyof ScheduleWindow]?: ScheduleWindow[K] | null | undefined };

/** Times of a window that are not valid: they would be omitted from the request. */
export const timeIssues = (window: WindowChange | null | undefined): readonly Issue[] =>
  (['startsAt', 'endsAt'] as const).flatMap((member) => {
    const value = window?.[member];
    if (value === undefined || value === null || toMillis(value) !== undefined) return [];
    const path = `scheduleWindow.${member}`;
    return [{ path, expected: 'an existing time in ISO 8601, with its zone', received: String(value) }];
  });

/** Issues of a schedule window: invalid times, and an end that is not after the start. */
export const windowIssues = (window: WindowChange | null | undefined): readonly Issue[] => {
  const issues = timeIssues(window);
  const [start, end] = [toMillis(window?.startsAt), toMillis(window?.endsAt)];
  if (start === undefined || end === undefined || start < end) return issues;
  const expected = `a time after the start, ${window?.startsAt ?? ''}`;
  return [{ path: 'scheduleWindow.endsAt', expected, received: window?.endsAt ?? '' }];
};
