import { main } from '../main.js';
import { processContext } from './context.js';

/** Runs the command line of this process to its end: the exit code. */
export const run = (): Promise<number> => main(processContext());
