import { main } from './main.js';
import { processContext } from './process/context.js';

void main(processContext()).then((code) => process.exit(code));
