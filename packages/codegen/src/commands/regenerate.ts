import type { Source } from '../document/load.js';
import { titleOf } from '../drift/drift.js';
import { printReport } from '../drift/report.js';
import type { Files } from '../generate/generate.js';
import { sha256 } from '../generate/lock.js';
import { typecheck } from '../generate/typecheck.js';
import { replaceAll } from '../generate/write.js';
import { problemsOf } from '../regenerate/build.js';
import { printDocument } from '../regenerate/print.js';
import { now } from './generate.js';
import { DOCUMENT, TARGET } from './layout.js';
import type { Output } from './output.js';
import { plan } from './plan.js';
import { readVendor } from './vendor.js';

/**
 * `regenerate`: replaces `openapi/jobs.yaml` by a vendor's document after selection and corrections, and generates the
 * bindings. Prints the drift first. If anything fails, no file is changed.
 */
export const runRegenerate = async (
  root: string,
  source: Source,
  { stdout, stderr }: Output,
): Promise<number> => {
  const { text, ours, built, report } = await readVendor(root, source);
  stdout(`${printReport(report)}\n`);
  const problems = problemsOf(built);
  if (problems.length > 0) return reject(source, problems, stderr);
  const document = await printDocument(built.document, built.source);
  const files = await plan(root, document, { title: titleOf(built.source), sha256: sha256(text) });
  const complaints = await typecheck(root, TARGET, files);
  if (complaints.length > 0) return reject(source, complaints, stderr);
  const before: Files = new Map([[DOCUMENT, ours], ...(await now(root))]);
  await replaceAll(root, before, new Map([[DOCUMENT, document], ...files]));
  stdout(
    `Wrote ${DOCUMENT} and the bindings. Run \`npm run typecheck\` to find the code that must change.\n`,
  );
  return 0;
};

const reject = ({ from }: Source, problems: readonly string[], stderr: Output['stderr']): number => {
  const list = problems.map((problem) => `  ${problem}\n`).join('');
  stderr(`Nothing was written. Problems in ${from}:\n${list}`);
  return 1;
};
