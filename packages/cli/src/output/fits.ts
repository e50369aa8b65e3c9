import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';

/** Refuses, before anything is sent, a form of output in which the log of a run that goes on would be lost. */
export const checkStream = ({ output, query }: Pick<Session, 'output' | 'query'>): void => {
  if (output === 'jsonl') return;
  const why =
    output === 'json' || output === 'yaml'
      ? `-o ${output} is one document`
      : output === 'name'
        ? '-o name is only names'
        : query === undefined
          ? undefined
          : '--query asks one document';
  if (why !== undefined)
    throw new UsageError(`--follow prints a stream, and ${why}: use -o jsonl`, 'add -o jsonl');
};

/** Refuses flags that choose among the rows of a list: with --raw, its pages are printed as the service sent them. */
export const checkWholePages = (
  { raw }: Pick<Session, 'raw'>,
  chosen: Readonly<Record<string, unknown>>,
): void => {
  if (raw === undefined) return;
  const flag = Object.keys(chosen).find((name) => chosen[name] !== undefined);
  if (flag !== undefined)
    throw new UsageError(
      `flags --raw and --${flag} exclude each other: --raw prints the pages of the service as they came`,
      'leave out --raw',
    );
};
