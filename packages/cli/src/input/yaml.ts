/** The value of a YAML text. Throws an `Error` that names the line but not the text, which may contain secrets. */
export const parseYaml = async (text: string): Promise<unknown> => {
  const { parseDocument, LineCounter } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lineCounter.linePos(error.pos[0]);
    throw new Error(`line ${line}: ${error.code.toLowerCase().replaceAll('_', ' ')}`);
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    // Fails if an alias contains itself.
    JSON.stringify(value);
    return value;
  } catch {
    throw new Error('unresolved or recursive alias');
  }
};
