/** Reads one job in one of several ways, eight calls at a time. Receives a number of calls and returns the CPU time per call. */
const [way, url] = process.argv.slice(2);
const path = '/v2/jobs/job-1?project_id=p';

const ways = {
  async node() {
    const http = await import('node:http');
    const agent = new http.Agent({ keepAlive: true });
    return () =>
      new Promise((resolve, reject) => {
        const request = http.get(url + path, { agent }, (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk) => (text += chunk));
          answer.on('end', () => resolve(JSON.parse(text)));
        });
        request.on('error', reject);
      });
  },
  async sdk() {
    const { createClient } = await import('@wxdi/sdk');
    const client = createClient({ url, project: 'p', auth: { type: 'bearertoken', token: 'token' } });
    return () => client.jobs.get('job-1');
  },
  async transport() {
    const { createNodeTransport } = await import('@wxdi/sdk');
    const { send } = createNodeTransport();
    return async () => {
      const request = {
        method: 'GET',
        effect: 'read',
        url: new URL(path, url),
        headers: { accept: 'application/json' },
      };
      return JSON.parse((await send(request)).body);
    };
  },
  async fetch() {
    return async () => (await fetch(url + path)).json();
  },
  async heyApi() {
    const { createClient, createConfig } = await import('@hey-api/client-fetch');
    const client = createClient(createConfig({ baseUrl: url }));
    return async () => (await client.get({ url: path })).data;
  },
  async ibm() {
    const { BaseService, NoAuthAuthenticator } = (await import('ibm-cloud-sdk-core')).default;
    const service = new BaseService({ authenticator: new NoAuthAuthenticator(), serviceUrl: url });
    const options = { url: '/v2/jobs/job-1', method: 'GET', qs: { project_id: 'p' } };
    return async () => {
      const parameters = {
        options,
        defaultOptions: { serviceUrl: url, headers: { accept: 'application/json' } },
      };
      return (await service.createRequest(parameters)).result;
    };
  },
};

const call = await ways[way]();
const answer = await call();
if ((answer.id ?? answer.metadata?.asset_id) === undefined) throw new Error(`${way} did not read the job`);

const run = async (calls) => {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: 8 }, worker));
};

process.on('message', async (calls) => {
  const before = process.cpuUsage();
  await run(calls);
  const { user, system } = process.cpuUsage(before);
  process.send((user + system) / calls);
});
process.on('disconnect', () => process.exit());
process.send('ready');
