/** The body as text, or what is wrong with it: words that follow "the body of the answer". */
export type FetchedBody = { readonly text: string } | { readonly problem: string; readonly cause?: unknown };

/** Reads a body to its end, but no more than `maxBytes` of it; calls `onBytes` whenever some have come. */
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
    return { problem: 'was cut', cause };
  }
};

/**
 * Bytes to text, piece by piece; without bytes, the end. `undefined` for what is no UTF-8, so that it is not passed
 * off as text. A byte order mark is left out.
 */
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
