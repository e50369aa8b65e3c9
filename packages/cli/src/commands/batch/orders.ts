import type { Issue, RunDraft } from '@wxdi/sdk';
import type { Session } from '../../session.js';
import { isRunKey, parseJson, runDraftIssues } from '@wxdi/sdk';
import { UsageError } from '../../errors.js';
import { visible } from '../../render/visible.js';
import { fileText } from '../../input/document.js';
import { csvLines, drafted, own, type Line } from './csv.js';
import { combinations, namesOf } from '../../input/matrix.js';
import { didYouMean } from '../../input/nearest.js';
import { isObject } from '../../input/object.js';
import { repeatedKey } from '../../input/repeated-key.js';

/** One start of a batch, as a file or flags describe it. */
export interface Order {
  readonly id: string;
  /** Id or exact name. */
  readonly job: string;
  readonly draft: RunDraft;
  /** Where it is described, for messages. */
  readonly place: string;
}

/** What describes the orders. */
export interface OrderFlags {
  readonly job?: string | undefined;
  readonly each?: readonly string[] | undefined;
}

/** The orders of a JSONL or CSV file, or of `--job` and `--each`. All mistakes of a file are reported at once. */
export const ordersOf = async (
  session: Session,
  batch: string,
  file: string | undefined,
  { job, each }: OrderFlags,
): Promise<readonly Order[]> => {
  if (file === undefined) {
    if (job === undefined || each === undefined)
      throw new UsageError('give a FILE of orders, or --job and --each');
    const all = combinations(each);
    const names = namesOf(all);
    return all.map((values, at) => ({
      id: names[at] ?? '',
      job,
      draft: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
      place: Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    }));
  }
  const text = await fileText(session.context, file);
  const lines = /\.csv$/i.test(file) ? await csvLines(file, text) : jsonLines(file, text);
  if (lines.length === 0) throw new UsageError(`${file === '-' ? 'stdin' : file} has no orders`);
  const read = lines.map(orderOf);
  const orders = read.map(({ order }) => order);
  refuse(session, [...read.flatMap(({ problems }) => problems), ...idProblems(batch, orders)]);
  return orders;
};

/** Ids that cannot be parts of keys, or that occur twice. */
const idProblems = (batch: string, orders: readonly Order[]): readonly string[] => {
  const places = new Map<string, string>();
  return orders.flatMap(({ id, place }) => {
    const before = places.get(id);
    places.set(id, before ?? place);
    if (!isRunKey(`${batch}.${id}`))
      return [
        `${place}: the id "${visible(id)}" must have 1 to ${63 - batch.length} letters, digits, ".", "_" or "-"`,
      ];
    if (before === undefined) return [];
    return [
      `${place}: the id "${visible(id)}" is that of ${before} too; without an id, an order has the number of its line`,
    ];
  });
};

/** The most mistakes that are printed. */
const most = 20;

/** Refuses orders with mistakes, before anything is sent: prints each, and throws. */
export const refuse = ({ say }: Pick<Session, 'say'>, mistakes: readonly string[], hint?: string): void => {
  const [first, ...others] = mistakes;
  if (first === undefined) return;
  if (others.length === 0) throw new UsageError(first, hint);
  for (const mistake of mistakes.slice(0, most)) say.last(mistake);
  if (mistakes.length > most) say.last(`… and ${mistakes.length - most} more`);
  throw new UsageError(`the orders have ${mistakes.length} mistakes; nothing was started`, hint);
};

const jsonLines = (file: string, text: string): readonly Line[] =>
  text.split(/\r?\n/).flatMap((line, at): readonly Line[] => {
    if (line.trim() === '') return [];
    const given = { place: `${file}:${at + 1}`, number: at + 1 };
    try {
      const again = repeatedKey(line);
      const problem = again && `the key "${visible(again.key)}" appears twice`;
      return [{ ...given, value: parseJson(line), ...(problem && { problem }) }];
    } catch {
      // The line is not repeated: it may have secrets.
      return [{ ...given, value: undefined, problem: 'it is not JSON; each line is one object' }];
    }
  });

interface Read {
  readonly order: Order;
  readonly problems: readonly string[];
}

const orderOf = ({ place, number, value, problem }: Line): Read => {
  const order = { id: '', job: '', draft: {}, place };
  if (problem !== undefined) return { order, problems: [`${place}: ${problem}`] };
  if (Array.isArray(value))
    return { order, problems: [`${place}: it is a list; each line is one order, an object`] };
  if (!isObject(value)) return { order, problems: [`${place}: it is not an object`] };
  const unknown = Object.keys(value).filter((key) => ![...own, ...drafted].includes(key));
  const { id = `${number}`, job, ...rest } = value;
  const { environmentVariables, parameters, ...others } = rest as Record<string, unknown>;
  const draft = {
    ...others,
    ...(parameters === undefined ? {} : { parameters: listOf(parameters) }),
    ...(environmentVariables === undefined ? {} : { environment: listOf(environmentVariables) }),
  };
  const problems = [
    ...unknown.map((key) => `unknown key "${visible(key)}"${didYouMean(key, [...own, ...drafted])}`),
    ...(typeof job === 'string' && job.trim() !== '' ? [] : ['"job" must be the id or name of a job']),
    ...(isId(id) ? [] : ['"id" must be text or a whole number']),
    ...(unknown.length > 0 ? [] : runDraftIssues(draft)).map((issue) => problemOf(issue, draft)),
  ];
  return {
    // The rules for a draft have accepted it, unless there are problems.
    order: { ...order, id: String(id), job: String(job), draft: draft as RunDraft },
    problems: problems.map((one) => `${place}: ${one}`),
  };
};

const isId = (id: unknown): boolean =>
  typeof id === 'string' || typeof id === 'bigint' || (typeof id === 'number' && Number.isInteger(id));

/** What is wrong with a draft, by the names of the file and without its values: they may be secret. */
const problemOf = ({ path, expected, received }: Issue, draft: Readonly<Record<string, unknown>>): string => {
  const [, list = '', at = '', member] =
    /^(parameters|environment)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(path) ?? [];
  if (list === '') return `${path}: expected ${expected}, got ${received}`;
  const name = list === 'environment' ? 'environmentVariables' : list;
  if (at === '') return `${name}: expected an object of values by name, or a list`;
  const one = (draft[list] as readonly unknown[])[Number(at)];
  const label =
    isObject(one) && typeof one['name'] === 'string' && one['name'] !== ''
      ? `.${visible(one['name'])}`
      : `[${at}]`;
  return `${name}${label}: expected ${member === 'name' ? `a name that is ${expected}` : expected}`;
};

/** Values by name, as a list. */
const listOf = (value: unknown): unknown =>
  isObject(value) ? Object.entries(value).map(([name, member]) => ({ name, value: member })) : value;
