import type { ScenePlay } from './scene.js';
import { jobId } from '@wxdi/testkit';

/**
 * A start as one of many: the run of its report, or its error. The wait is not part of the scene; its limit leaves time
 * for all that the start may do.
 */
export const oneOfMany: ScenePlay = {
  act: async ({ client }) => {
    const [report] = await client.jobs.runMany([{ job: jobId }], { timeoutMs: 400_000 });
    if (report?.error !== undefined && report.handle === undefined) throw report.error;
  },
};

const key = 'k';

interface Again {
  /** Whether the run is deleted before. */
  readonly deleted?: boolean;
  readonly retryFailed?: boolean;
  /** The value of a parameter that the first start does not have. */
  readonly year?: number;
  /** Whether it is repeated by a client with another journal. */
  readonly elsewhere?: boolean;
}

/** A run is started with a key and ends, and the start is repeated. */
export const keyAgain = ({ deleted, retryFailed, year, elsewhere }: Again = {}): ScenePlay => ({
  act: async ({ client, another, service }) => {
    const run = await client.jobs.start(jobId, {}, { key });
    await run.wait();
    if (deleted === true) service.forget();
    const draft = year === undefined ? {} : { parameters: [{ name: 'year', value: year }] };
    const { jobs } = elsewhere === true ? another() : client;
    return jobs.start(jobId, draft, { key, retryFailed });
  },
});
