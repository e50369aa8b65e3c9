import type { Client } from '@wxdi/sdk';
import type { Session } from './session.js';
import { nearest } from './args/nearest.js';
import { visible } from './render/visible.js';

/** Names looked through for the one that was meant. */
const most = 2_000;

/** The name that was most likely meant, among those of the jobs that are there; none when it cannot be found out. */
export const nearestJob = async (
  { signal }: Session,
  client: Client,
  name: string,
): Promise<string | undefined> => {
  const names: string[] = [];
  try {
    for await (const page of client.jobs.list({ signal }).byPage()) {
      for (const job of page) names.push(job.name);
      if (names.length >= most) break;
    }
  } catch {
    return undefined;
  }
  const near = nearest(name, names) ?? names.find((candidate) => startsAlike(candidate, name));
  return near === undefined ? undefined : visible(near);
};

const startsAlike = (candidate: string, name: string): boolean =>
  name.length >= 3 && candidate.toLowerCase().startsWith(name.toLowerCase());
