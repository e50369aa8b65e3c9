import { readFileSync } from 'node:fs';

const pem = (name: string): string =>
  readFileSync(new URL(`../../certificates/${name}.pem`, import.meta.url), 'utf8');

/** Untrusted certificates for 127.0.0.1 and for `service.invalid`, and their common key. For tests only. */
export const certificates = {
  key: pem('test-only-key'),
  selfSigned: pem('self-signed-cert'),
  named: pem('named-cert'),
  expired: pem('expired-cert'),
} as const;
