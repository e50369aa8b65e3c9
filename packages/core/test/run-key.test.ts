import { getRun, jobId, runId } from '@wxdi/core';
import { describe, expect, it } from 'vitest';
import { fakeEnv } from './support/fakes.js';
import { wireRun } from './support/wire.js';

describe('the key of a start', () => {
  it('is removed from all visible texts of a run, including the parameters that the service adds', async () => {
    const keyed = 'close of day [wxdi:k-1]';
    const job_parameters = [
      { name: 'DSJobRunName', value: keyed },
      { name: 'year', value: 2026 },
    ];
    const env = fakeEnv({
      getRun: () => wireRun({ job_parameters }, { name: keyed, description: '[wxdi:k-1]' }),
    });
    expect(await getRun(jobId('job-1'), runId('run-1'))(env)()).toMatchObject({
      right: {
        name: 'close of day',
        key: 'k-1',
        parameters: [
          { name: 'DSJobRunName', value: 'close of day' },
          { name: 'year', value: 2026 },
        ],
      },
    });
  });
});
