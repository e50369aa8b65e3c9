/**
 * A service on loopback in a process of its own, so that its CPU time counts for nobody: one job, and a listing of as
 * many pages of 100 jobs as `PAGES` says. The texts of its answers are made before.
 */
import { createServer } from 'node:http';
import { page } from './page.js';

const pages = Number(process.env.PAGES ?? 1);
const job = Buffer.from(JSON.stringify(page().results[0]));
// Two pages of other jobs, in turns: a job that stands on the page before as well would be given once.
const rows = [0, 100].map((first) => JSON.stringify(page(first).results));
const pageAt = (at) => {
  const next = at + 1 < pages ? `,"next":{"start":${at + 1}}` : '';
  return Buffer.from(`{"total_rows":${pages * 100},"results":${rows[at % 2]}${next}}`);
};

const bodyOf = (url) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname !== '/v2/jobs') return job;
  return pageAt(JSON.parse(searchParams.get('next') ?? '{"start":0}').start);
};

const server = createServer((request, response) => {
  const body = bodyOf(request.url);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
// It never sleeps: whoever sends to a process that sleeps pays for waking it, and the slower a caller is, the more often.
const stayAwake = () => setImmediate(stayAwake);
stayAwake();
process.on('disconnect', () => process.exit());
