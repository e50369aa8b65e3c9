/** The text of a file or of stdin, without a byte order mark. Throws an `Error` for bytes that are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const encoding = isWide ? 'UTF-16' : 'ISO-8859-1';
    throw new Error(`it is not UTF-8; if it is ${encoding}, convert it: iconv -f ${encoding} -t UTF-8`, {
      cause,
    });
  }
};
