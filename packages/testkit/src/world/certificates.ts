import { readFileSync } from 'node:fs';

const pem = (name: string): string =>
  readFileSync(new URL(`../../certificates/${name}.pem`, import.meta.url), 'utf8');

/** Certificates for 127.0.0.1, and one for `service.invalid`, that nobody trusts unasked, and their one key: for tests only. */
export const certificates = {
  key: pem('test-only-key'),
  selfSigned: pem('self-signed-cert'),
  named: pem('named-cert'),
  expired: pem('expired-cert'),
} as const;
