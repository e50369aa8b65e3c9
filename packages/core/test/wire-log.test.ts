import { fakeEnv } from './support/fakes.js';
import { getLogs, jobId, runId } from '@wxdi/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const logs = async (results: string[]) => {
  const result = await getLogs(
    jobId('job-1'),
    runId('run-1'),
  )(fakeEnv({ getRunLogs: () => ({ results }) }))();
  return 'right' in result ? result.right : [];
};

describe('a log in wire format', () => {
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

  it('appends a line without a prefix to the entry above it', async () => {
    const entries = await logs([
      '##I A 2026-05-27 14:27:27(000) Parameters:',
      '  year = 2026',
      '##E B 2026-05-27 14:27:28(000) No',
    ]);
    expect(entries.map(({ text }) => text)).toEqual(['Parameters:\n  year = 2026', 'No']);
  });

  it('keeps lines of another engine unchanged, one entry each', async () => {
    expect((await logs(['started', 'stopped'])).map(({ text }) => text)).toEqual(['started', 'stopped']);
  });

  it('reads the old format, a string that contains a JSON array of events', async () => {
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

  it.each(['[1,2]', '[not json', '["text"]', '[{"a":1},2]', '{"a":1}', '##X A 2026-05-27 14:27:27(007) t'])(
    'treats %j as an ordinary line',
    async (line) => {
      expect(await logs([line])).toEqual([{ text: line, raw: line }]);
    },
  );

  it.each([
    [{ occurredAt: '1661986868016', msgID: 7, eventType: 3, eventDetail: null }, {}],
    [{ occurredAt: 0, eventType: 'Xyz', eventDetail: 'x' }, { text: 'x' }],
    [
      { eventType: 'fatal', eventDetail: '' },
      { severity: 'fatal', text: '' },
    ],
    [
      { eventType: 'E', eventDetail: 'x' },
      { severity: 'error', text: 'x' },
    ],
  ])('reads the valid members of the event %j', async (event, expected) => {
    const raw = JSON.stringify(event);
    expect(await logs([`[${raw}]`])).toStrictEqual([{ text: raw, raw, ...expected }]);
  });

  it('treats a line that resembles events as a line if the log has others', async () => {
    const lines = ['[{"eventDetail":"a"}]', '[{"eventDetail":"b"}]'];
    expect((await logs(lines)).map(({ text }) => text)).toEqual(lines);
  });

  it.each([
    ['I', 'info'],
    ['W', 'warning'],
    ['E', 'error'],
    ['F', 'fatal'],
  ])('reads ##%s as %s', async (letter, severity) => {
    expect(await logs([`##${letter} A 2026-05-27 14:27:27(007)`])).toMatchObject([{ severity, text: '' }]);
  });

  it('is empty while nothing was written', async () => {
    expect(await logs([])).toEqual([]);
  });

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
