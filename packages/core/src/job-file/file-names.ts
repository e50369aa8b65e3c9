/** A job that a file is named after. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** The most bytes of a name, so that it fits every disk together with an ending. */
const mostBytes = 120;

/** Names that Windows reserves for devices, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;

const bytesOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};

/** The beginning of a text, of no more bytes than a name may have. */
const cut = (text: string): string => {
  let left = mostBytes;
  return [...text].filter((character) => (left -= bytesOf(character)) >= 0).join('');
};

/** Letters, digits, `_`, `.` and `-`, with neither `.` nor `-` at its ends. */
const slug = (text: string): string =>
  cut(text.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}_.]+/gu, '-')).replaceAll(/^[-.]+|[-.]+$/g, '');

/** Equal for names that some disk takes for one. */
const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/**
 * A file name without its ending for each job, in their order: the name of the job, as far as every system allows it. The
 * id follows if the name is not usable alone, or if another job has the same. The result does not depend on the order of
 * the jobs.
 *
 * @example
 * ```ts
 * const jobs = [{ id: '5f2c', name: 'Load customers' }, { id: '77aa', name: '..' }, { id: '0b1d', name: 'con' }];
 * assert.deepEqual(fileNames(jobs), ['Load-customers', 'job-77aa', 'job-con']);
 * ```
 */
export const fileNames = (jobs: readonly Named[]): readonly string[] => {
  const candidates = jobs.map(candidatesFor);
  let names = candidates.map(({ own, withId }) => own ?? withId);
  for (let isDone = false; !isDone;) {
    const taken = countsOf(names);
    const next = names.map((name, i) => (isTaken(taken, name) ? (candidates[i]?.withId ?? name) : name));
    isDone = next.every((name, i) => name === names[i]);
    names = next;
  }
  return numbered(names, jobs);
};

const candidatesFor = ({
  id,
  name,
}: Named): { readonly own: string | undefined; readonly withId: string } => {
  const plain = slug(name);
  const own = reserved.test(plain) ? `job-${plain}` : plain;
  const isUsable = own !== '' && isWhole(name);
  return { own: isUsable ? own : undefined, withId: `${own === '' ? 'job' : own}-${slug(id)}` };
};

const countsOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  return counts;
};

const isTaken = (counts: ReadonlyMap<string, number>, name: string): boolean =>
  (counts.get(folded(name)) ?? 0) > 1;

/** Ids that are equal in a file name get a number. */
const numbered = (names: readonly string[], jobs: readonly Named[]): readonly string[] => {
  const taken = countsOf(names);
  const used = new Set(names.filter((name) => !isTaken(taken, name)).map(folded));
  const free = (name: string, n = 1): string => {
    const next = n === 1 ? name : `${name}-${n}`;
    return used.has(folded(next)) ? free(name, n + 1) : next;
  };
  const key = ({ id, name }: Named): string => JSON.stringify([id, name]);
  const after = [...names];
  const inOrder = [...jobs.entries()].sort(([, a], [, b]) => (key(a) < key(b) ? -1 : 1));
  for (const [i] of inOrder) {
    const name = names[i] ?? '';
    if (!isTaken(taken, name)) continue;
    after[i] = free(name);
    used.add(folded(after[i] ?? ''));
  }
  return after;
};

const isWhole = (name: string): boolean =>
  [...name.normalize('NFC')].reduce((sum, character) => sum + bytesOf(character), 0) <= mostBytes;
