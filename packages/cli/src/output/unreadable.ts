import { WxdiError, type UnreadableRow } from '@wxdi/sdk';

/** The most that is reported of rows that cannot be read. */
const mostIssues = 20;

/** Collects the rows of a list that cannot be read. `report` throws if there are any, after all others were printed. */
export const unreadableRows = () => {
  const rows: UnreadableRow[] = [];
  return {
    onUnreadable: (row: UnreadableRow): void => void rows.push(row),
    report: (): void => {
      if (rows.length === 0) return;
      const what = rows.length === 1 ? '1 row' : `${rows.length} rows`;
      throw new WxdiError({
        _tag: 'Undecodable',
        message: `${what} of the list could not be read: the answer does not match the API description`,
        outcome: 'unknown',
        at: [],
        issues: rows.flatMap(({ issues }) => issues).slice(0, mostIssues),
      });
    },
  };
};
