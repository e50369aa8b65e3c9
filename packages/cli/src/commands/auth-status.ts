import type { Run } from '../args/declaration.js';
import type { Check } from '../diagnose/check.js';
import { askProject, checkProject, checkToken, proofOf, takes } from '../diagnose/access.js';
import { sourceOf } from '../diagnose/settings.js';
import { exitCode } from '../exit-code.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { clean } from '../output/scrub.js';
import { tsvField, visible } from '../render/visible.js';
import { padTo } from '../render/width.js';
import { connectionFor } from '../settings/connect.js';

export const run: Run = async (session) => {
  const { context, lines, say, style, output, secrets } = session;
  const connection = await connectionFor(session);
  const transport = await context.openTransport(connection.network);
  const proof = await proofOf(session, connection, transport);
  const token = checkToken(session, proof, connection);
  const asked = 'failure' in proof ? proof : await askProject(session, connection, transport, proof);
  const access = 'failure' in proof ? undefined : checkProject(session, asked, connection);
  transport.close();
  const { who, account, issuer, expiresAt } = ('failure' in proof ? undefined : proof.claims) ?? {};
  const bad: Check | undefined = [token, access].find((check) => check?.result === 'failed');
  const status = {
    service: connection.origin,
    type: connection.auth.type,
    source: sourceOf(session, 'credential'),
    user: who ?? null,
    account: account ?? null,
    issuer: issuer ?? null,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
    works: takes(token, asked),
    problem: bad === undefined ? null : clean(bad.detail, secrets),
  };
  if (wantsDocument(session)) await printDocument(session, status);
  else {
    const told = { ...status, works: status.works ?? 'unknown' };
    for (const [name, value] of Object.entries(told)) {
      if (output === 'tsv' || output === 'name')
        await lines.push(`${name}\t${tsvField(String(value ?? ''))}`);
      else if (value !== null) await lines.push(style.dim(padTo(name, 11)) + visible(String(value)));
    }
  }
  await lines.send();
  if (bad === undefined) return exitCode.done;
  const { detail, fix = '' } = bad;
  if (status.works === false) say.note(`the credential does not work here: ${visible(fix)}`);
  else if (status.works)
    say.note(`the credential works, but ${visible(`${clean(detail, secrets)}: ${fix}`)}`);
  else
    say.note(
      `whether the credential works is not known: ${visible(clean(detail, secrets))}; wxdi doctor looks closer`,
    );
  if (status.works !== null) say.next('to look closer', 'wxdi doctor');
  return bad.exitCode ?? exitCode.notPermitted;
};
