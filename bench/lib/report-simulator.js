/** A simulator in a separate process, with 2,000 runs of 500 jobs in a day. */
import { startSimulator } from '@wxdi/simulator';

const hourMs = 3_600_000;
const simulator = await startSimulator({
  jobs: Array.from({ length: 500 }, (_, i) => ({
    name: `job ${i}`,
    schedule: '0 */6 * * *',
    runs: [20, 14, 8, 2].map((age, n) => ({
      plan: (i + n) % 20 === 0 ? 'fails' : 'succeeds',
      ageMs: age * hourMs + i * 1_000,
    })),
  })),
});

process.on('disconnect', () => process.exit());
const { url, token, projectId } = simulator;
process.send({ url, token, project: projectId });
