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

  it.each([
    ['TRACE', 'trace'],
    ['DEBUG', 'debug'],
    ['INFO', 'info'],
    ['WARN', 'warning'],
    ['ERROR', 'error'],
    ['FATAL', 'fatal'],
  ])('reads %s of a StreamSets line as %s', async (level, severity) => {
    const raw = `2026-06-30 12:00:00,123 [user:*admin] [pipeline:p/1] [runner:0] ${level.padEnd(5)} Pipeline - No [x]`;
    expect(await logs([raw])).toEqual([
      { time: '2026-06-30T12:00:00.123', severity, text: 'Pipeline - No [x]', raw },
    ]);
  });

  it.each([
    [
      '2026-06-30 12:00:00,123 INFO text',
      { time: '2026-06-30T12:00:00.123', severity: 'info', text: 'text' },
    ],
    ['2026-06-30T12:00:00Z [ERROR] text', { time: '2026-06-30T12:00:00Z', severity: 'error', text: 'text' }],
    ['2026-06-30 12:00:00 WARNING: text', { time: '2026-06-30T12:00:00', severity: 'warning', text: 'text' }],
    ['2026-06-30 12:00:00 INFORMATION', { text: '2026-06-30 12:00:00 INFORMATION' }],
    ['INFO without a time', { text: 'INFO without a time' }],
  ])('reads the level of %j', async (raw, expected) => {
    expect(await logs([raw])).toStrictEqual([{ ...expected, raw }]);
  });

  it('appends a stack trace to its StreamSets entry', async () => {
    const entries = await logs([
      '2026-06-30 12:00:00,123 ERROR Stage - No',
      'java.io.IOException',
      '\tat a.b(C.java:1)',
    ]);
    expect(entries).toMatchObject([
      { severity: 'error', text: 'Stage - No\njava.io.IOException\n\tat a.b(C.java:1)' },
    ]);
  });

  it('reads each line of an entry of the service that contains several', async () => {
    const entries = await logs([
      '##I A 2026-05-27 14:27:27(000) one\n##E B 2026-05-27 14:27:28(000) two\r\nmore\n',
    ]);
    expect(entries.map(({ severity, text }) => [severity, text])).toEqual([
      ['info', 'one'],
      ['error', 'two\nmore'],
    ]);
  });

  it.each(['\r\n', '\r', '\n', '\r\r\n'])('removes %j from the end of a line', async (end) => {
    expect(await logs([`one${end}`, end, 'a\rb'])).toEqual([
      { text: 'one', raw: 'one' },
      { text: '', raw: '' },
      { text: 'a\rb', raw: 'a\rb' },
    ]);
  });

  it('reads a level in linear time', async () => {
    const line = `2026-06-30 12:00:00 ${'[a] '.repeat(50_000)}${' '.repeat(50_000)}x`;
    expect(await logs([line])).toMatchObject([{ text: line }]);
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

  it('loses no character of any log, except for line breaks at the end of a line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constant('##I X 2026-05-27 14:27:27(000) t'))),
        async (lines) => {
          expect((await logs(lines)).map(({ raw }) => raw).join('\n')).toBe(
            lines.map((line) => line.replace(/[\r\n]+$/, '')).join('\n'),
          );
        },
      ),
    );
  });
});
