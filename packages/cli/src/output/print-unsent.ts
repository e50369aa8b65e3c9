import type { Unsent } from '../dry-run.js';
import type { Messages } from './messages.js';
import type { Printing } from './printing.js';
import type { Secrets } from './secrets.js';
import { toJson } from '../render/json.js';
import { visible, visibleLines } from '../render/visible.js';
import { printDocument, wantsDocument } from './document.js';
import { linesTo } from './lines.js';
import { redacted } from './redacted.js';

/** Prints the requests of a dry run: method, path and body, without secrets. */
export const printUnsent = async (
  session: Printing & { readonly say: Messages; readonly secrets: Secrets },
  unsent: readonly Unsent[],
): Promise<void> => {
  const { context, output, query, secrets, say } = session;
  const lines = linesTo(context.stdout);
  const requests = unsent.map(({ method, url, body }) => ({
    method,
    path: `${url.pathname}${url.search}`,
    body: body === undefined ? undefined : redacted(body, secrets),
  }));
  if (output === 'jsonl' && query === undefined) {
    for (const request of requests) await lines.push(toJson(request));
  } else if (wantsDocument(session)) await printDocument({ lines, output, query }, requests);
  else {
    for (const { method, path, body } of requests) {
      await lines.push(`${method} ${visible(path)}`);
      if (body !== undefined) await lines.push(visibleLines(JSON.stringify(body, undefined, 2)));
    }
  }
  await lines.send();
  const what = unsent.length === 1 ? '1 request' : `${unsent.length} requests`;
  say.note(unsent.length === 0 ? 'dry run: nothing would be sent' : `dry run: ${what} not sent`);
};
