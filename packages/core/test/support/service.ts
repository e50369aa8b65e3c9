import type { ApiError, JournalEntry } from '@wxdi/core';
import { virtualClock } from '@wxdi/testkit';
import { apiError, fakeEnv } from './fakes.js';
import { memoryJournal } from './journal.js';
import { wireRun } from './wire.js';

/** What happens to a request that starts a run. */
export interface Fault {
  /** `refused`: not processed, with an error. `lost`: may or may not arrive, no answer. `body`: processed, body lost. */
  readonly kind: 'none' | 'unsent' | 'refused' | 'lost' | 'body';
  /** Whether a lost request arrives, and how late. */
  readonly arrives?: boolean;
  readonly lateMs?: number;
}

export interface World {
  /** How long after its creation a run is missing from the list. */
  readonly lagMs?: number;
  /** Which texts of a run the service keeps. */
  readonly keeps?: 'all' | 'description' | 'cut' | 'nothing';
  /** Whether rows of the list contain descriptions. */
  readonly rowsDescribe?: boolean;
}

interface Record {
  /** Default: Starting. */
  state?: string;
  /** Whether it was deleted. */
  gone?: boolean;
  readonly id: string;
  readonly at: number;
  readonly name: string;
  readonly description: string;
}

/** A service that starts runs, with faults, in virtual time. */
export const startService = (
  faults: () => Fault,
  { lagMs = 0, keeps = 'all', rowsDescribe = false }: World = {},
) => {
  const runs: Record[] = [];
  let posts = 0;
  const { journal, entries } = memoryJournal();
  const type = keeps === 'all' ? 'data_intg_flow' : 'notebook';

  const arrive = (at: number, body: { name?: string; description?: string } = {}): Record => {
    const description = body.description ?? '';
    const run = {
      id: `run-${runs.length + 1}`,
      at,
      name: keeps === 'all' ? (body.name ?? 'job run') : 'Notebook Job',
      description: keeps === 'nothing' ? '' : keeps === 'cut' ? description.slice(0, 9) : description,
    };
    runs.push(run);
    return run;
  };
  const body = (run: Record, described: boolean) =>
    wireRun(
      { state: run.state ?? 'Starting', job_type: type },
      {
        asset_id: run.id,
        name: run.name,
        created_at: new Date(run.at).toISOString(),
        ...(described && run.description !== '' ? { description: run.description } : {}),
      },
    );

  const clock = virtualClock();
  const now = () => clock.now();
  const env = {
    ...fakeEnv({
      startRun: ({ body: request }) => {
        posts += 1;
        const fault = faults();
        if (fault.kind === 'unsent') return apiError('unreachable', { class: 'unsent' });
        if (fault.kind === 'refused') return apiError('rejected');
        if (fault.kind === 'lost') {
          if (fault.arrives === true) arrive(now() + (fault.lateMs ?? 0), request?.job_run);
          return lost;
        }
        const run = arrive(now(), request?.job_run);
        return fault.kind === 'body' ? apiError('undecodable', { class: 'created' }) : body(run, true);
      },
      listRuns: () => ({
        results: runs
          .filter((run) => run.gone !== true && run.at + lagMs <= now())
          .toSorted((a, b) => b.at - a.at)
          .map((run) => body(run, rowsDescribe)),
      }),
      getRun: ({ path }) => {
        const run = runs.find(({ id, at, gone }) => id === path.run_id && gone !== true && at <= now());
        return run === undefined ? apiError('not-found') : body(run, true);
      },
    }),
    clock,
    journal,
  };
  return {
    env,
    runs,
    posts: () => posts,
    entry: (key: string): JournalEntry | undefined => entries.get(key),
    /** A run that another process starts. */
    arrive,
    /** A run that another user starts. */
    foreign: (at: number) => arrive(at),
  };
};

export const lost: ApiError = apiError('connection-lost', { class: 'ambiguous' });
