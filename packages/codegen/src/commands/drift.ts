import type { Source } from '../document/load.js';
import { printReport } from '../drift/report.js';
import type { Output } from './output.js';
import { readVendor } from './vendor.js';

/** There is a difference: neither a success nor a failure. */
const DRIFT = 20;

/** `drift`: compares a vendor's document with ours, for people or as JSON. Exit 0 for none and 20 for some. */
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
