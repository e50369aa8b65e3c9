import type { Run } from '../args/declaration.js';
import type { Check } from '../diagnose/check.js';
import type { Style } from '../render/style.js';
import { diagnose } from '../diagnose/diagnose.js';
import { exitCode } from '../exit-code.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { tsvField, visible } from '../render/visible.js';
import { clean } from '../output/scrub.js';

export const run: Run = async (session) => {
  const found = await diagnose(session);
  const { lines, output, style, secrets } = session;
  const checks = found.map((check) => ({ ...check, detail: clean(check.detail, secrets) }));
  if (wantsDocument(session)) {
    await printDocument(session, checks);
  } else if (output === 'tsv' || output === 'name') {
    for (const { name, result, detail, fix = '' } of checks)
      await lines.push([result, name, detail, fix].map(tsvField).join('\t'));
  } else {
    for (const check of checks) for (const line of checkLines(check, style)) await lines.push(line);
  }
  await lines.send();
  const [first] = checks.filter(({ result }) => result === 'failed');
  session.say.note(first === undefined ? 'all is well' : `failed: ${first.name}`);
  return first?.exitCode ?? exitCode.done;
};

const signs = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
} as const;

const checkLines = ({ name, result, detail, fix }: Check, style: Style): readonly string[] => {
  const [sign, tint] = signs[result];
  return [
    `${style[tint](sign)} ${name.padEnd(13)}${visible(detail)}`,
    ...(fix === undefined ? [] : [`  ${' '.repeat(13)}${style.bold('→')} ${visible(fix)}`]),
  ];
};
