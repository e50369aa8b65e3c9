const hasControl = (text: string): boolean => /\p{Cc}/u.test(text);
const isQuoted = (text: string): boolean => /^(["']).*\1$/s.test(text);

/** What a value without quotes and line breaks must be; `undefined` if it is. */
export const lineRefusal = (text: string): string | undefined => {
  if (isQuoted(text)) return 'a value without quotes around it';
  if (text !== text.trim()) return 'a value without white space around it';
  return hasControl(text) ? 'a value without line breaks and control characters' : undefined;
};

/** The same for a token, which is one word of a header that begins with `Bearer`. */
export const tokenRefusal = (token: string): string | undefined => {
  if (/^bearer\s/i.test(token)) return 'the token alone, without "Bearer"';
  return lineRefusal(token) ?? (/\s/.test(token) ? 'a token without white space' : undefined);
};
