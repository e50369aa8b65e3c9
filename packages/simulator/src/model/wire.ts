/** Requests and responses of the model: HTTP as plain data, so that the model needs no socket. */

export type JsonObject = { readonly [member: string]: unknown };

export interface SimRequest {
  readonly method: string;
  /** The path as sent: not normalized, percent-encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body (JSON, or a form as an object of strings); `undefined` if there was none. */
  readonly body: unknown;
  /** The parser's message, if the body could not be parsed. */
  readonly bodyError?: string;
}

export interface SimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined`: no body. A string is sent unchanged, any other value as JSON. */
  readonly body: unknown;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const member = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const asString = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** A copy without the properties that are `undefined`. */
export const compact = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));

export const without = (value: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** `2026-05-27T14:27:27Z`: without a fraction, as the service writes it. */
export const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
