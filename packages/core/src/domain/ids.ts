/**
 * Ids are text that the service chose. They are branded so that the compiler refuses a run id where a job id is
 * wanted; the brand costs nothing at run time.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of a job: a UUID of any version, or a serving name. */
export type JobId = Branded<'JobId'>;

/** Id of one run of a job: a UUID of any version. */
export type RunId = Branded<'RunId'>;

/** Takes text for a job id. Whether it may stand in a URL is checked where the URL is built, before anything is sent. */
export const jobId = (text: string): JobId => text as JobId;

/** Takes text for a run id. See {@link jobId}. */
export const runId = (text: string): RunId => text as RunId;

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether text has the shape of a UUID, of any version: the service has used v4 and v7. */
export const isUuid = (text: string): boolean => uuidShape.test(text);
