import type { Session } from '../session.js';
import { UsageError } from '../errors.js';
import { visible } from '../render/visible.js';
import { fit } from '../render/width.js';

export interface Choice {
  readonly value: string;
  /** The answer is compared with this. */
  readonly text: string;
  readonly label: string;
}

/** Lines to show at once. */
const most = 15;

/**
 * Shows a numbered list on stderr and reads a number, or a part of a name, which narrows the list. Plain questions and
 * answers work in every terminal and with every screen reader.
 */
export const choose = async (session: Session, what: string, all: readonly Choice[]): Promise<string> => {
  const { stderr, stdin } = session.context;
  const say = (line: string): void => {
    stderr.write(`${line}\n`)?.catch(() => undefined);
  };
  let left = all;
  for (;;) {
    for (const [at, { label }] of left.slice(0, most).entries()) {
      say(`${String(at + 1).padStart(3)}  ${fit(label, Math.max(10, stderr.columns - 7))}`);
    }
    if (left.length > most) say(`     … and ${left.length - most} more`);
    const answer = (await stdin.ask(`Which ${what}? (number, or part of a name) `)).trim();
    if (answer === '') throw new UsageError(`no ${what} was chosen`);
    const numbered = /^[1-9]\d{0,3}$/.test(answer) ? left.slice(0, most)[Number(answer) - 1] : undefined;
    if (numbered !== undefined) return numbered.value;
    const found = matching(answer, all);
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) return only.value;
    if (only === undefined) say(`no ${what} name contains "${visible(answer)}"`);
    else left = found;
  }
};

/** The one with exactly this name, or all that contain it. */
const matching = (answer: string, all: readonly Choice[]): readonly Choice[] => {
  const exact = all.filter(({ text }) => text === answer);
  if (exact.length === 1) return exact;
  return all.filter(({ text }) => text.toLowerCase().includes(answer.toLowerCase()));
};
