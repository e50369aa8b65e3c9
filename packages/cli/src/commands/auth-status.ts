import { scrubber } from '@wxdi/sdk';
import { command } from './command.js';
import { checkAccess } from '../diagnose/access.js';
import { exitCode } from '../exit-code.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { tsvField, visible } from '../render/visible.js';
import { connectionFor } from '../settings/connect.js';
import { layerOf } from '../settings/settings.js';

export const authStatus = command({
  name: 'status',
  summary: 'Show which credential is in use and whether it works',
  details: [
    'Prints works: true, false, or unknown (null in JSON) if the service cannot be reached. Exit 0 if the credential is accepted and the project can be read; 4 if the credential is rejected or has no access to the project; 3 if the project does not exist; 6 if the service cannot be reached. The credential itself is never printed.',
  ],
  examples: [['show the credential in use', 'wxdi auth status']],
  run: async (session) => {
    const { context, lines, say, style, output, secrets } = session;
    const connection = await connectionFor(session);
    const transport = await context.openTransport(connection.network);
    const { claims, token, project, works } = await checkAccess(session, connection, transport);
    transport.close();
    const failure = [token, project].find((check) => check?.result === 'failed');
    const problem = failure === undefined ? null : scrubber(secrets)(failure.detail);
    const { user = null, account = null, issuer = null, expiresAt } = claims;
    const status = {
      service: connection.origin,
      type: connection.auth.type,
      source: layerOf(session.settings, 'credential')?.name ?? 'nowhere',
      user,
      account,
      issuer,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      works,
      problem,
    };
    if (wantsDocument(session)) await printDocument(session, status);
    else {
      for (const [name, value] of Object.entries({ ...status, works: works ?? 'unknown' })) {
        const text = String(value ?? '');
        if (output === 'tsv' || output === 'name') await lines.push(`${name}\t${tsvField(text)}`);
        else if (text !== '') await lines.push(style.dim(name.padEnd(11)) + visible(text));
      }
    }
    await lines.send();
    if (failure === undefined) return exitCode.done;
    const fix = visible(failure.fix ?? '');
    const why = visible(problem ?? '');
    if (works === false) say.note(`the credential does not work here: ${fix}`);
    else if (works === true) say.note(`the credential works, but ${why}: ${fix}`);
    else say.note(`it is unknown whether the credential works: ${why}; wxdi doctor checks further`);
    if (works !== null) say.next('to check further', 'wxdi doctor');
    return failure.exitCode ?? exitCode.notPermitted;
  },
});
