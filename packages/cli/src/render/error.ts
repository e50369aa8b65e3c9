import type { Failure } from '../failure.js';
import type { Style } from './style.js';
import { toJson } from './json.js';
import { visible, visibleLines } from './visible.js';

/** What went wrong, where, and the way out: for a person. */
export const errorText = (failure: Failure, style: Style): string => {
  const { kind, message, method, path, issues, candidates = [], hint, stack } = failure;
  // The message is about the request; that nobody knows what became of it is what a person must read first.
  const doubt = kind === 'OutcomeUnknown' ? 'the outcome is unknown: ' : '';
  const lines = [`${style.red('error:')} ${doubt}${visible(message)}`];
  if (method !== undefined && path !== undefined)
    lines.push(`  at ${visible(`${method} ${path}`)}${answerOf(failure)}`);
  for (const issue of issues) {
    // A message that says itself what was expected where need not be repeated.
    if (message.includes(issue.path) && message.includes(issue.expected)) continue;
    lines.push(
      `  field ${visible(issue.path)}: expected ${visible(issue.expected)}, got ${visible(issue.received)}`,
    );
  }
  for (const id of candidates) lines.push(`  candidate ${visible(id)}`);
  if (hint !== undefined) lines.push(`  ${style.dim('hint:')} ${visible(hint)}`);
  if (stack !== undefined) lines.push(visibleLines(stack));
  return lines.join('\n');
};

const answerOf = ({ httpStatus, serviceCode, traceId }: Failure): string => {
  const answer = [httpStatus, serviceCode].filter((part) => part !== undefined).join(' ');
  const trace = traceId === undefined ? [] : [`trace ${traceId}`];
  const said = [...(answer === '' ? [] : [answer]), ...trace].join(', ');
  return said === '' ? '' : ` → ${visible(said)}`;
};

/** The same for a program: one line, with a level as all others on stderr have one. */
export const errorJson = (failure: Failure): string => toJson({ level: 'error', ...failure });
