/** The most recent values, for scrubbing: an earlier token may still be echoed. */
export const recent = (
  most = 8,
): { readonly add: (value: string) => void; readonly all: () => readonly string[] } => {
  const values: string[] = [];
  return {
    add: (value) => {
      if (values.includes(value)) return;
      values.push(value);
      if (values.length > most) values.shift();
    },
    all: () => values,
  };
};
