/** A predicate for names: `*` matches any text, `?` one character. Takes (pattern × name) steps. */
export const glob =
  (pattern: string) =>
  (name: string): boolean => {
    const letters = [...name.normalize()];
    // For each n, whether the pattern so far matches the first n letters.
    let matches = [true, ...letters.map(() => false)];
    for (const wanted of pattern.normalize()) {
      const first = matches.indexOf(true);
      matches =
        wanted === '*'
          ? matches.map((_, n) => first >= 0 && n >= first)
          : [
              false,
              ...letters.map((letter, n) => matches[n] === true && (wanted === '?' || wanted === letter)),
            ];
    }
    return matches.at(-1) === true;
  };
