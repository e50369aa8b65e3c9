import { main } from '../main.js';
import { processContext } from './context.js';

/** Runs the command line of this process to its end, and ends the process. */
export const run = async (): Promise<void> => {
  process.exit(await main(processContext()));
};
