import type { Check } from '../diagnose/check.js';
import type { Style } from '../render/style.js';
import { scrubber } from '@wxdi/sdk';
import { command } from './command.js';
import { diagnose } from '../diagnose/diagnose.js';
import { exitCode } from '../exit-code.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { tsvField, visible } from '../render/visible.js';

export const doctor = command({
  name: 'doctor',
  summary: 'Diagnose configuration and connection problems',
  details: [
    'Checks the settings, the proxy, the connection and its certificate, the clock, the credential and the project. Each failed check says what to do. Changes nothing.',
  ],
  examples: [
    ['check the current settings', 'wxdi doctor'],
    ['check a profile', 'wxdi doctor --profile work'],
  ],
  reportsSettings: true,
  run: async (session) => {
    const { lines, output, style, secrets, say } = session;
    const checks = (await diagnose(session)).map((check) => ({
      ...check,
      detail: scrubber(secrets)(check.detail),
    }));
    if (wantsDocument(session)) await printDocument(session, checks);
    else if (output === 'tsv' || output === 'name') {
      for (const { name, result, detail, fix = '' } of checks)
        await lines.push([result, name, detail, fix].map(tsvField).join('\t'));
    } else {
      for (const check of checks) for (const line of checkLines(check, style)) await lines.push(line);
    }
    await lines.send();
    const failure = checks.find(({ result }) => result === 'failed');
    say.note(failure === undefined ? 'all checks passed' : `failed: ${failure.name}`);
    return failure?.exitCode ?? exitCode.done;
  },
});

const signs = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
} as const;

const checkLines = ({ name, result, detail, fix }: Check, style: Style): readonly string[] => {
  const [sign, tint] = signs[result];
  const line = `${style[tint](sign)} ${name.padEnd(13)}${visible(detail)}`;
  return fix === undefined ? [line] : [line, `  ${' '.repeat(13)}${style.bold('→')} ${visible(fix)}`];
};
