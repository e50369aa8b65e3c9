import type { Unsent } from '../dry-run.js';
import type { Session } from '../session.js';
import { linesTo } from './lines.js';
import { printDocument, wantsDocument } from './document.js';
import { redacted } from './redacted.js';
import { toJson } from '../render/json.js';
import { visible, visibleLines } from '../render/visible.js';

/** The requests of a dry run: method, path and body, with secrets left out. */
export const printUnsent = async (session: Session, unsent: readonly Unsent[]): Promise<void> => {
  const lines = linesTo(session.context.stdout);
  const told = unsent.map(({ method, url, body }) => ({
    method,
    path: `${url.pathname}${url.search}`,
    ...(body === undefined ? {} : { body: redacted(body, session.secrets) }),
  }));
  const plain = Object.create(session, { lines: { value: lines } }) as Session;
  if (session.output === 'jsonl' && session.query === undefined) {
    for (const request of told) await lines.push(toJson(request));
  } else if (wantsDocument(session)) await printDocument(plain, told);
  else {
    for (const { method, path, body } of told) {
      await lines.push(`${method} ${visible(path)}`);
      if (body !== undefined) await lines.push(visibleLines(JSON.stringify(body, undefined, 2)));
    }
  }
  await lines.send();
  const what = unsent.length === 1 ? '1 request' : `${unsent.length} requests`;
  session.say.note(unsent.length === 0 ? 'dry run: nothing would be sent' : `dry run: ${what} not sent`);
};
