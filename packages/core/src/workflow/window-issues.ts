import type { ScheduleWindow } from '../domain/job.js';
import type { Issue } from '../errors/api-error.js';
import { toMillis } from '../wire/time.js';

/** Issues of a schedule window: an invalid time would be omitted from the request. */
export const windowIssues = (window: ScheduleWindow | null | undefined): readonly Issue[] =>
  (['startsAt', 'endsAt'] as const).flatMap((member) => {
    const value = window?.[member];
    if (value === undefined || toMillis(value) !== undefined) return [];
    const path = `scheduleWindow.${member}`;
    return [{ path, expected: 'an existing time in ISO 8601, with its zone', received: String(value) }];
  });
