import type * as Node from './node.js';
import { invalidInput } from '@wxdi/core';
import { fetchTransport } from '../http/fetch-transport.js';
import { wrongOption } from '../option-error.js';
import { WxdiError } from '../error.js';

const build = 'the build of @wxdi/sdk for browsers and workers';

const absent = (what: string): WxdiError =>
  new WxdiError(invalidInput(`${what} needs Node; this is ${build}`));

export const createNodeTransport: typeof Node.createNodeTransport = () => {
  throw absent('createNodeTransport');
};

export const fileJournal: typeof Node.fileJournal = () => {
  throw wrongOption('journal', `no value in ${build}`, 'a folder');
};

export const archiveFolder: typeof Node.archiveFolder = () => {
  throw absent('an archive');
};

export const defaultNetwork: typeof Node.defaultNetwork = ({ tls, proxy, ...options } = {}) => {
  for (const [name, value] of Object.entries({ tls, proxy })) {
    if (value !== undefined) throw wrongOption(name, `no value in ${build}: the runtime decides`, 'a value');
  }
  return { send: fetchTransport(options), close: () => undefined };
};

export const recordTransport: typeof Node.recordTransport = () => {
  throw absent('recordTransport');
};

export const replayTransport: typeof Node.replayTransport = () => {
  throw absent('replayTransport');
};

export const parseEnv: typeof Node.parseEnv = () => {
  throw absent('a credentials file');
};
