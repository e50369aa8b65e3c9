/** A predicate for names: `*` matches any text, `?` one character. Takes at most (pattern × name) steps. */
export const glob = (pattern: string): ((name: string) => boolean) => {
  const wanted = [...pattern];
  return (name) => matches(wanted, [...name]);
};

const matches = (pattern: readonly string[], name: readonly string[]): boolean => {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      resume = n;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      n = resume;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
};
