/** Whether two names have the same characters: `é` can be written as one or as two code points, e.g. by macOS. */
export const isSameName =
  (name: string) =>
  (other: string): boolean =>
    other === name || other.normalize() === name.normalize();

/** Those with exactly this name, or, if there are none, those with the same characters. */
export const named =
  (name: string) =>
  <A extends { readonly name: string }>(all: readonly A[]): readonly A[] => {
    const exact = all.filter((each) => each.name === name);
    return exact.length > 0 ? exact : all.filter((each) => isSameName(name)(each.name));
  };
