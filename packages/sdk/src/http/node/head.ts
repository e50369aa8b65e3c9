/** Headers by lower-case name, from Node's flat list of names and values; repeated headers are joined by a comma. */
export const toHeaders = (raw: readonly string[]): Readonly<Record<string, string>> => {
  // Without a prototype, a header may be named `constructor`.
  const headers = Object.create(null) as Record<string, string>;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase();
    const value = raw[i + 1] as string;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
};
