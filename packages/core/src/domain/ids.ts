/** Ids are branded text: the compiler rejects a run id where a job id is expected. The brand has no run-time cost. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of a job: a UUID of any version, or a serving name. */
export type JobId = Branded<'JobId'>;

/** Id of one run of a job: a UUID of any version. */
export type RunId = Branded<'RunId'>;

/** Marks text as a job id. It is validated when the URL is built, before anything is sent. */
export const jobId = (text: string): JobId => text as JobId;

/** Marks text as a run id. See {@link jobId}. */
export const runId = (text: string): RunId => text as RunId;

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether text has the shape of a UUID, of any version: the service has used v4 and v7. */
export const isUuid = (text: string): boolean => uuidShape.test(text);
