import type { Page } from 'playwright-core';
import type { AddressInfo } from 'node:net';
import type * as Sdk from '@wxdi/sdk';
import type { Simulator } from '@wxdi/simulator';
import { createServer } from 'node:http';
import { startSimulator } from '@wxdi/simulator';
import { hasChromium, startChromium } from '@wxdi/testkit/chromium';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from './support/bundle.js';

/** The library as a global of the page. */
declare const wxdi: typeof Sdk;

/** A web server with one empty page that loads the library. */
const servePage = async (script: string): Promise<{ url: string; close: () => void }> => {
  const server = createServer(({ url }, response) => {
    const isScript = url === '/wxdi.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script src="/wxdi.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => void server.close() };
};

describe.skipIf(!hasChromium)('in a real browser', () => {
  let page: Page;
  const closers: (() => unknown)[] = [];

  beforeAll(async () => {
    const { browser, close } = await startChromium();
    closers.push(close);
    const script = await bundle(`export * from '@wxdi/sdk';`, {
      platform: 'browser',
      format: 'iife',
      globalName: 'wxdi',
    });
    const site = await servePage(script);
    closers.push(site.close);
    page = await browser.newPage();
    await page.goto(site.url);
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  const simulator = async (cors: boolean): Promise<Simulator> => {
    const started = await startSimulator({ speed: 50, cors });
    onTestFinished(() => started.close());
    return started;
  };

  it('a page creates a job, starts it, follows its log, waits for its end and lists it', async () => {
    const { url, projectId, token } = await simulator(true);
    const seen = await page.evaluate(
      async ([url, project, token]) => {
        const client = wxdi.createClient({ url, project, auth: { type: 'bearertoken', token } });
        const job = await client.jobs.create({ name: 'from a page', assetId: 'flow' });
        const run = await client.jobs.start(job.id);
        const events = [];
        for await (const event of run.follow({ logs: true, poll: { firstMs: 20 } })) events.push(event.type);
        const { run: ended } = await run.wait({ poll: { firstMs: 20 } });
        const names = (await client.jobs.list().toArray()).map(({ name }) => name);
        const runs = (await client.runs.list(job.id).toArray()).map(({ state }) => state);
        client.close();
        return { state: ended.state, logged: events.includes('log'), last: events.at(-1), names, runs };
      },
      [url, projectId, token] as const,
    );
    expect(seen).toEqual({
      state: 'Completed',
      logged: true,
      last: 'result',
      names: ['from a page'],
      runs: ['Completed'],
    });
  });

  it('an exchanged token and the reason of a refusal can be read', async () => {
    const { url, projectId, apiKey } = await simulator(true);
    const kinds = await page.evaluate(
      async ([url, project, apiKey]) => {
        const kindWith = async (key: string): Promise<string> => {
          const client = wxdi.createClient({ url, project, auth: { type: 'iam', apiKey: key, url } });
          return client.jobs.get('none').then(String, ({ kind }: { kind: string }) => kind);
        };
        return [await kindWith(apiKey), await kindWith('another key')];
      },
      [url, projectId, apiKey] as const,
    );
    expect(kinds).toEqual(['NotFound', 'NotPermitted']);
  });

  it('a service that does not permit the page is unavailable', async () => {
    const { url, projectId, token } = await simulator(false);
    const kind = await page.evaluate(
      async ([url, project, token]) => {
        const retry = { transient: { attempts: 1, baseMs: 1, capMs: 1 } };
        const client = wxdi.createClient({ url, project, auth: { type: 'bearertoken', token }, retry });
        return client.jobs.get('none').then(String, ({ kind }: { kind: string }) => kind);
      },
      [url, projectId, token] as const,
    );
    expect(kind).toBe('Unavailable');
  });

  it.each([
    { proxy: { httpsProxy: 'http://proxy.example.com:3128' } },
    { tls: { insecure: true } },
    { journal: { folder: 'starts' } },
  ])('the option %o is refused', async (options) => {
    const kind = await page.evaluate((options) => {
      try {
        wxdi.createClient({ region: 'dallas', project: 'p', auth: { type: 'noauth' }, ...options });
        return 'none';
      } catch (error) {
        return (error as { kind: string }).kind;
      }
    }, options);
    expect(kind).toBe('InvalidInput');
  });
});
