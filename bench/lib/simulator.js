/** A simulator in a separate process, with one job whose runs take 60 ms. On a message, returns the requests since the last one. */
import { startSimulator } from '@wxdi/simulator';

const simulator = await startSimulator({ speed: 100, jobs: 1 });

let seen = 0;
process.on('message', () => {
  const requests = simulator.requests().slice(seen);
  seen += requests.length;
  const polls = requests.filter(({ method, path }) => method === 'GET' && /\/runs\/[^/]+$/.test(path));
  process.send({ all: requests.length, polls: polls.length });
});
process.on('disconnect', () => process.exit());
const { url, token, projectId } = simulator;
process.send({ url, token, project: projectId, job: simulator.inspect().jobs[0].id });
