import type { Source } from '../document/load.js';
import { printReport } from '../drift/report.js';
import type { Output } from './output.js';
import { readVendor } from './vendor.js';

/** The exit code if there is a difference: neither success nor failure. */
const DRIFT = 20;

/** `drift`: compares a vendor's document with ours. Prints text or JSON. Exit code 0 means no difference, 20 a difference. */
export const runDrift = async (
  root: string,
  source: Source,
  { json }: { readonly json: boolean },
  { stdout }: Output,
): Promise<number> => {
  const { report } = await readVendor(root, source);
  stdout(json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  return report.changes.length === 0 ? 0 : DRIFT;
};
