/**
 * The program under test: runs a job, and starts it once more if it failed.
 *
 * @param {import('@wxdi/sdk').Client} client
 * @param {string} name of the job
 * @returns the state of the last run
 */
export const load = async (client, name) => {
  const job = await client.jobs.find(name);
  for (let attempt = 1; ; attempt += 1) {
    const handle = await client.jobs.start(job.id);
    const { run } = await handle.wait();
    if (run.state !== 'Failed' || attempt === 2) return run.state;
  }
};
