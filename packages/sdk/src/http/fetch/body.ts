/** The body as text, or its problem: words that follow "the body of the answer". */
export type FetchedBody = { readonly text: string } | { readonly problem: string; readonly cause?: unknown };

/** Reads a body, at most `maxBytes`; calls `onBytes` for each received part. */
export const readStream = async (
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  onBytes: () => void,
): Promise<FetchedBody> => {
  if (stream === null) return { text: '' };
  const reader = stream.getReader();
  const giveUp = async (problem: string): Promise<FetchedBody> => {
    await reader.cancel().catch(() => undefined);
    return { problem };
  };
  const decode = decoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const piece = decode(value);
      if (piece === undefined) return await giveUp('is not UTF-8');
      text += piece;
      if (done) return { text };
      onBytes();
      size += value.byteLength;
      if (size > maxBytes) return await giveUp(`is larger than the limit of ${maxBytes} bytes`);
    }
  } catch (cause) {
    return { problem: 'was truncated', cause };
  }
};

/** Decodes UTF-8 part by part; without bytes, the end. `undefined` for invalid UTF-8. Removes a byte order mark. */
const decoder = (): ((bytes: Uint8Array | undefined) => string | undefined) => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return (bytes) => {
    try {
      return bytes === undefined ? utf8.decode() : utf8.decode(bytes, { stream: true });
    } catch {
      return undefined;
    }
  };
};
