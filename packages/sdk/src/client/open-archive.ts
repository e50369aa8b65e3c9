import type { Client } from './client.js';
import type { LiveEnv } from '../live/env.js';
import { checkArchive } from '@wxdi/core';
import * as E from 'fp-ts/lib/Either.js';
import { clientOf } from './create-client.js';
import { liveClock } from '../clock.js';
import { WxdiError } from '../error.js';
import { memoryJournal } from '../journal/memory-journal.js';
import { archiveFolder } from '../platform/platform.js';
import { archiveApi } from '../archive/archive-api.js';

/**
 * A client for the jobs and runs in the archive that `runs.archive` has written to a folder. It sends no requests and
 * needs no credential. Methods that change something, and `ids`, reject with kind `Refused`; a log that was not archived is
 * kind `NotFound`. Rejects with kind `InvalidInput` if the folder is not an archive.
 */
export const openArchive = async (folder: string): Promise<Client> => {
  const files = archiveFolder(folder);
  const checked = await checkArchive({ folder: files })();
  if (E.isLeft(checked)) throw new WxdiError(checked.left);
  const { scope } = checked.right;
  const env: LiveEnv = {
    api: archiveApi(files),
    clock: liveClock,
    random: Math.random,
    journal: memoryJournal(),
    scope,
  };
  return clientOf(env, () => undefined);
};
