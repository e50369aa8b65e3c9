import { createNodeTransport } from '../http/node-transport.js';
import { nodeFolder } from '../folder/node-folder.js';
import { fileJournal } from '../journal/file-journal.js';
import { recordTransport, replayTransport } from '../record/record-transport.js';

export { createNodeTransport, fileJournal, recordTransport, replayTransport };

/** The folder of an archive. */
export const archiveFolder = nodeFolder;

/** The network of a client without a transport of its own. */
export const defaultNetwork = createNodeTransport;

/** Names and values of an `ibm-credentials.env`: lines `NAME=value`, with quotes, comments and `export` as in dotenv. */
export const parseEnv = (text: string): Readonly<Record<string, string | undefined>> =>
  process.getBuiltinModule('node:util').parseEnv(text);
