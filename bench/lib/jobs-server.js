/**
 * A service on loopback in a separate process, so that its CPU time is not measured: one job, and a list of `PAGES` pages
 * of 100 jobs. The response bodies are prepared in advance.
 */
import { createServer } from 'node:http';
import { page } from './page.js';

const pages = Number(process.env.PAGES ?? 1);
const job = Buffer.from(JSON.stringify(page().results[0]));
// Two alternating pages with different jobs: a job that is also on the previous page would be returned only once.
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
// Never idle: sending to an idle process costs a wake-up, which slower callers would pay more often.
const stayAwake = () => setImmediate(stayAwake);
stayAwake();
process.on('disconnect', () => process.exit());
