/**
 * A service on loopback in a process of its own, so that its CPU time counts for nobody: one job, and a listing of as
 * many pages of 100 jobs as `PAGES` says. Every answer is a text that was made before.
 */
import { createServer } from 'node:http';
import { page } from './page.js';

const pages = Number(process.env.PAGES ?? 1);
const { results } = page();
const job = Buffer.from(JSON.stringify(results[0]));
const rows = JSON.stringify(results);
const pageBefore = (next) =>
  Buffer.from(`{"total_rows":${pages * 100},"results":${rows},"next":{"start":${next}}}`);
const last = Buffer.from(`{"total_rows":${pages * 100},"results":${rows}}`);

const bodyOf = (url) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname !== '/v2/jobs') return job;
  const at = JSON.parse(searchParams.get('next') ?? '{"start":0}').start;
  return at + 1 < pages ? pageBefore(at + 1) : last;
};

const server = createServer((request, response) => {
  const body = bodyOf(request.url);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
