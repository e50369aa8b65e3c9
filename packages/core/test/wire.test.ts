import { fakeEnv } from './support/fakes.js';
import { wireJob, wireRun } from './support/wire.js';
import { getJob, getLogs, getRun, jobId, runId } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Wire = Parameters<typeof wireJob>;

const job = async (...wire: Wire) => {
  const result = await getJob(jobId('job-1'))(fakeEnv({ getJob: () => wireJob(...wire) }))();
  return 'right' in result ? result.right : result;
};
const run = async (...wire: Parameters<typeof wireRun>) => {
  const result = await getRun(jobId('job-1'), runId('run-1'))(fakeEnv({ getRun: () => wireRun(...wire) }))();
  return 'right' in result ? result.right : result;
};
const logs = async (results: string[]) => {
  const result = await getLogs(
    jobId('job-1'),
    runId('run-1'),
  )(fakeEnv({ getRunLogs: () => ({ results }) }))();
  return 'right' in result ? result.right : [];
};

describe('a job of the wire', () => {
  it.each([[undefined], [null], [''], ['None'], ['deprecated field']])(
    'has no schedule, description or asset where the service says %j',
    async (said) => {
      const found = await job(
        { schedule: said as null, asset_ref: said as null },
        { description: said as null },
      );
      expect(found).not.toHaveProperty('schedule');
      expect(found).not.toHaveProperty('description');
      expect(found).not.toHaveProperty('assetId');
    },
  );

  it.each([
    [{ days: 7 }, { days: 7 }],
    [{ amount: 20 }, { runs: 20 }],
    [{ days: 3, amount: null }, { days: 3 }],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads the retention %j as %j', async (wire, retention) => {
    expect(await job({ ...(wire === undefined ? {} : { retention_policy: wire }) })).toEqual(
      expect.objectContaining(retention === undefined ? {} : { retention }),
    );
    if (retention === undefined)
      expect(await job({ retention_policy: wire ?? null })).not.toHaveProperty('retention');
  });

  it('keeps every member of the configuration, known or not', async () => {
    const configuration = { env_id: 'x', invented_tomorrow: { deep: [1, null, ''] } };
    expect(await job({ configuration })).toMatchObject({ configuration });
  });

  it('reads the window of a schedule in milliseconds', async () => {
    expect(
      await job({ schedule: '0 2 * * *', schedule_info: { startOn: 1_659_715_200_000, repeat: true } }),
    ).toMatchObject({
      schedule: '0 2 * * *',
      scheduleWindow: { startsAt: '2022-08-05T16:00:00Z', repeat: true },
    });
  });
});

describe('a run of the wire', () => {
  it('takes the creation time from the text, since the number is 0 in lists', async () => {
    expect(await run({}, { created: 0, created_at: '2026-05-27T18:24:42Z' })).toMatchObject({
      createdAt: '2026-05-27T18:24:42Z',
    });
    expect(await run({}, { created: 1_653_675_882_009 })).toMatchObject({
      createdAt: '2022-05-27T18:24:42.009Z',
    });
    expect(await run({}, { created: 0 })).not.toHaveProperty('createdAt');
  });

  it.each([
    [33, 33],
    ['33', 33],
    ['soon', undefined],
    [null, undefined],
  ])('reads the duration %j as %j seconds', async (duration, seconds) => {
    const found = await run({ duration });
    expect((found as { durationSeconds?: number }).durationSeconds).toBe(seconds);
  });

  it('does not take the zeros of a run that is not finalised for counts', async () => {
    expect(await run({ state: 'Completed', total_rows_read: 0, total_rows_written: 0 })).not.toHaveProperty(
      'rowsRead',
    );
    expect(
      await run({ state: 'Completed', duration: 3, total_rows_read: 0, total_rows_written: 0 }),
    ).toMatchObject({
      rowsRead: 0,
      rowsWritten: 0,
    });
  });

  it('never throws at a date, whatever it is, and keeps what it cannot read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.double(), async (created_at, execution_end) => {
        expect(await run({ execution_end }, { created_at })).toMatchObject({ id: 'run-1' });
      }),
    );
    expect(await run({}, { created_at: 'the day before' })).toMatchObject({ createdAt: 'the day before' });
  });
});

describe('a log of the wire', () => {
  it('reads severity, message id, time and text of an engine line', async () => {
    expect(await logs(['##W IIS-DSEE-TFCP-00012 2026-05-27 14:27:27(007) Low on memory'])).toEqual([
      {
        severity: 'warning',
        id: 'IIS-DSEE-TFCP-00012',
        time: '2026-05-27T14:27:27',
        text: 'Low on memory',
        raw: '##W IIS-DSEE-TFCP-00012 2026-05-27 14:27:27(007) Low on memory',
      },
    ]);
  });

  it('lets a line without a prefix go on with the entry above it', async () => {
    const entries = await logs([
      '##I A 2026-05-27 14:27:27(000) Parameters:',
      '  year = 2026',
      '##E B 2026-05-27 14:27:28(000) No',
    ]);
    expect(entries.map(({ text }) => text)).toEqual(['Parameters:\n  year = 2026', 'No']);
  });

  it('keeps lines of another engine as they are, one entry each', async () => {
    expect((await logs(['started', 'stopped'])).map(({ text }) => text)).toEqual(['started', 'stopped']);
  });

  it('reads the old form, one text that holds a JSON array of events', async () => {
    const events = [
      {
        eventID: 0,
        occurredAt: 1_661_986_868_016,
        msgID: 'DSTAGE-1',
        eventType: 'Info',
        eventDetail: 'Starting',
      },
      {
        eventID: 1,
        occurredAt: 1_661_986_869_000,
        msgID: 'DSTAGE-2',
        eventType: 'Warning',
        eventDetail: 'Slow',
      },
      { unheard: 'of' },
    ];
    expect(await logs([JSON.stringify(events)])).toMatchObject([
      { time: '2022-08-31T23:01:08.016Z', severity: 'info', id: 'DSTAGE-1', text: 'Starting' },
      { severity: 'warning', text: 'Slow\n{"unheard":"of"}' },
    ]);
  });

  it.each(['[1,2]', '[not json', '["text"]', '{"a":1}'])(
    'takes %j for a line like any other',
    async (line) => {
      expect(await logs([line])).toEqual([{ text: line, raw: line }]);
    },
  );

  it('loses no character of any log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constant('##I X 2026-05-27 14:27:27(000) t'))),
        async (lines) => {
          expect((await logs(lines)).map(({ raw }) => raw).join('\n')).toBe(lines.join('\n'));
        },
      ),
    );
  });
});
