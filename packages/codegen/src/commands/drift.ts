import type { Source } from '../document/load.js';
import { printReport } from '../drift/report.js';
import { readVendor } from './vendor.js';

/** There is a difference: neither a success nor a failure. */
const DRIFT = 20;

/** `drift`: compares a vendor's document with ours, for people or as JSON. Exit 0 for none and 20 for some. */
export const runDrift = async (
  root: string,
  source: Source,
  { json }: { readonly json: boolean },
): Promise<number> => {
  const { report } = await readVendor(root, source);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
  return report.changes.length === 0 ? 0 : DRIFT;
};
