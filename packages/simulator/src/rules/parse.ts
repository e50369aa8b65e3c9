import { readDuration } from '../model/duration.js';
import { actions, type FaultAction, type FaultRule } from './rule.js';

const words =
  'x2 or every (how many requests), 20% (of the requests), retry-after 3s, processed (it takes effect all the same), after 10m, for 5m';

type Part = Partial<{ -readonly [Name in keyof FaultRule]: FaultRule[Name] }>;

/**
 * Reads a rule: `TARGET: ACTION MODIFIERS`. Throws a `RangeError` that names the wrong part.
 *
 * @example
 * parseFault('GET *: 429 x2 retry-after 3s');
 */
export const parseFault = (text: string): FaultRule => {
  const refuse = (why: string): RangeError => new RangeError(`fault "${text}": ${why}`);
  const colon = text.indexOf(':');
  if (colon < 0) throw refuse('a colon is missing; write TARGET: ACTION, e.g. POST runs: lose-answer');
  const on = text.slice(0, colon).trim();
  const [action = '', ...rest] = text
    .slice(colon + 1)
    .trim()
    .split(/\s+/);
  const rule: Part = { on, does: readAction(action, refuse) };
  const queue = [...rest];
  if (rule.does === 'delay') rule.delay = timeOf('delay', queue.shift(), refuse);
  for (let word = queue.shift(); word !== undefined; word = queue.shift())
    Object.assign(
      rule,
      readModifier(word, () => queue.shift(), refuse),
    );
  return rule as FaultRule;
};

const readAction = (word: string, refuse: (why: string) => RangeError): FaultAction => {
  if (word === '') throw refuse(`an action is missing: use ${actions.join(', ')}, or a status such as 503`);
  if (/^\d+$/.test(word)) return Number(word);
  if (actions.includes(word)) return word as FaultAction;
  throw refuse(`"${word}" is not an action: use ${actions.join(', ')}, or a status such as 503`);
};

const timeOf = (name: string, word: string | undefined, refuse: (why: string) => RangeError): number => {
  const ms = word === undefined ? undefined : readDuration(word);
  if (ms !== undefined) return ms;
  const given = word === undefined ? 'has no duration' : `"${word}" is not a duration`;
  throw refuse(`${name} ${given}; write ${name} 3s`);
};

const readModifier = (
  word: string,
  next: () => string | undefined,
  refuse: (why: string) => RangeError,
): Part => {
  if (/^x\d{1,6}$/.test(word)) return { times: Number(word.slice(1)) };
  if (/^\d+(?:\.\d+)?%$/.test(word)) return { chance: Number(word.slice(0, -1)) / 100 };
  switch (word) {
    case 'every':
      return { times: 'every' };
    case 'processed':
      return { processed: true };
    case 'retry-after':
      return { retryAfter: timeOf(word, next(), refuse) };
    case 'after':
      return { after: timeOf(word, next(), refuse) };
    case 'for':
      return { lasts: timeOf(word, next(), refuse) };
    default:
      throw refuse(`"${word}" is not known after the action: use ${words}`);
  }
};
