const shown = '[secret]';

/**
 * A text that must not be shown. When printed, logged, inspected or written as JSON, it shows as `[secret]`. Only
 * `expose()` returns it, and only the code that sends it calls that.
 *
 * @example
 * const auth = { type: 'iam', apiKey: new Secret(key) };
 * console.log(auth); // { type: 'iam', apiKey: Secret([secret]) }
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself, to send it, never to show it. */
  expose(): string {
    return this.#value;
  }

  /** `[secret]`. */
  toString(): string {
    return shown;
  }

  /** `[secret]`. */
  toJSON(): string {
    return shown;
  }

  /** The inspection output in Node, Deno and Bun. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${shown})`;
  }

  [Symbol.for('Deno.customInspect')](): string {
    return `Secret(${shown})`;
  }
}

/** Wraps a text; returns a `Secret` unchanged. */
export const secretOf = (value: string | Secret): Secret =>
  value instanceof Secret ? value : new Secret(value);
