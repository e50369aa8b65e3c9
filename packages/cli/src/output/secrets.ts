import { scrubber } from '@wxdi/sdk';
import { writingThrough, type Output } from '../context.js';

/** Credentials of this process: values that must not appear in any output. */
export type Secrets = Set<string>;

const names = /^WXDI_(APIKEY|BEARER_TOKEN|PASSWORD)$/;

export const secretsOf = (env: Readonly<Record<string, string | undefined>>): Secrets =>
  new Set(Object.entries(env).flatMap(([name, value]) => (value && names.test(name) ? [value.trim()] : [])));

/** The same output, which removes secrets from everything that is written to it. */
export const scrubbing = (output: Output, secrets: Secrets): Output => {
  const scrub = scrubber(secrets);
  return writingThrough(output, (text) => output.write(scrub(text)));
};
