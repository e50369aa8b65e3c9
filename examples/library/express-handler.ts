import type { Client } from '@wxdi/sdk';
import { isFinished, WxdiError } from '@wxdi/sdk';
import express from 'express';

/** Starts loads and returns their state. The handle of a run is a string, so no state is kept between requests. */
export const loads = (client: Client, job: string): express.Router => {
  const router = express.Router();

  router.post('/loads', express.json(), async (request, response) => {
    const { year } = request.body as { readonly year: string };
    const run = await client.jobs.start(job, { parameters: [{ name: 'year', value: year }] });
    response
      .status(202)
      .location(`/loads/${encodeURIComponent(String(run))}`)
      .json({ load: String(run) });
  });

  router.get('/loads/:load', async (request, response) => {
    const run = await client.runs.handle(request.params.load).get();
    response.json({ state: run.state, finished: isFinished(run.state), rows: run.rowsWritten });
  });

  const statusOf: Partial<Record<WxdiError['kind'], number>> = {
    NotFound: 404,
    InvalidInput: 400,
    Unavailable: 503,
  };
  const onError: express.ErrorRequestHandler = (error, _request, response, next) => {
    if (!(error instanceof WxdiError)) return next(error);
    // If the outcome is unknown, do not start again: the job might run twice.
    response
      .status(statusOf[error.kind] ?? 502)
      .json({ kind: error.kind, outcome: error.outcome, message: error.message });
  };
  router.use(onError);
  return router;
};
