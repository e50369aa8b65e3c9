import { isJsonObject } from '../domain/json.js';
import { printJson } from '../domain/json-text.js';

/** JSON with sorted members, so that equal requests have equal text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return printJson(value);
  const members = Object.keys(value).filter((member) => value[member] !== undefined);
  members.sort();
  return `{${members.map((member) => `${JSON.stringify(member)}:${canonical(value[member])}`).join()}}`;
};

/** FNV-1a in two lanes: a fingerprint, not a secret. It detects a key that is reused for another request. */
export const fingerprint = (value: unknown): string => {
  const text = canonical(value);
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x85ebca6b);
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
};
