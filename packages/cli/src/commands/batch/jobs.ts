import type { Job } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { isUuid, unknownParameters } from '@wxdi/sdk';
import { eachAtOnce } from '../../each-at-once.js';
import { wxdiErrorIn } from '../../errors.js';
import { nearest } from '../../input/nearest.js';
import { visible } from '../../render/visible.js';
import { refuse, type Order } from './orders.js';

/** The orders with the ids of their jobs. Before the first start, each job is read once, and its parameters are checked. */
export const withJobs = async (session: Session, orders: readonly Order[], isStrict: boolean) => {
  const jobs = await readJobs(session, orders);
  const unknown = orders.flatMap(({ job: text, draft, place }) => {
    const job = jobs.get(text);
    if (job === undefined) return [];
    return unknownParameters(job, draft).map(({ name, known }) => ({
      place,
      text: `parameter ${visible(name)} is not listed by job ${visible(job.name)}${nearText(name, known)}`,
    }));
  });
  if (isStrict)
    refuse(
      session,
      unknown.map(({ place, text }) => `${visible(place)}: ${text}`),
    );
  for (const text of new Set(unknown.map((one) => one.text))) {
    const places = unknown.filter((one) => one.text === text).map(({ place }) => visible(place));
    const others = places.length === 1 ? '' : ` and ${places.length - 1} more`;
    session.say.warn(`${text}, and may be ignored: ${places[0]}${others}`);
  }
  return orders.map(({ id, job, draft }) => ({ id, job: jobs.get(job)?.id ?? job, draft }));
};

const nearText = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  return near === undefined ? '' : ` (did you mean ${visible(near)}?)`;
};

/** The jobs of the orders, by the text that names them. */
const readJobs = async (session: Session, orders: readonly Order[]): Promise<ReadonlyMap<string, Job>> => {
  const { signal } = session;
  const client = await session.client();
  const jobs = new Map<string, Job>();
  const problems: string[] = [];
  await eachAtOnce([...new Set(orders.map(({ job }) => job))], async (text) => {
    try {
      const reading = isUuid(text) ? client.jobs.get(text, { signal }) : client.jobs.find(text, { signal });
      jobs.set(text, await reading);
    } catch (error) {
      const kind = wxdiErrorIn(error)?.kind;
      if (kind !== 'NotFound' && kind !== 'AmbiguousName') throw error;
      const places = orders.filter(({ job }) => job === text).map(({ place }) => place);
      problems.push(`${visible(places[0])}: ${(error as Error).message}`);
    }
  });
  refuse(session, problems, 'wxdi job list');
  return jobs;
};
