import type { PostgresJournal } from '@wxdi/journal-postgres';
import type { ClientOptions } from '@wxdi/sdk';
import { unescape } from 'node:querystring';
import { UsageError } from '../errors.js';
import type { DryRun } from '../dry-run.js';
import type { World } from './connection.js';
import { xdgFolder } from './xdg.js';

type Given = Pick<World, 'context' | 'globals' | 'secrets'>;

/** Where starts are recorded: in the database of WXDI_JOURNAL_URL, or in a folder of the user. */
export const journalOf = async (
  given: Given & { readonly dryRun: DryRun | undefined },
): Promise<{ readonly journal: ClientOptions['journal']; readonly closeJournal: () => void }> => {
  const { context, dryRun } = given;
  const opened = await sharedJournal(given);
  // A dry run sends no start, so it saves none.
  const readOnly = dryRun !== undefined;
  if (opened !== undefined) {
    return {
      journal: readOnly ? { ...opened, swap: async () => true, add: async () => undefined } : opened,
      closeJournal: () => void opened.close().catch(() => undefined),
    };
  }
  const folder = xdgFolder(context.env, 'state');
  return { journal: folder === undefined ? undefined : { folder, readOnly }, closeJournal: () => undefined };
};

/** The journal in PostgreSQL, if one is set. */
export const sharedJournal = async (given: Given): Promise<PostgresJournal | undefined> => {
  const set = await urlOf(given);
  if (set === undefined) return undefined;
  for (const secret of passwordsIn(set.url)) given.secrets.add(secret);
  try {
    return await given.context.openJournal(set.url);
  } catch (error) {
    throw new UsageError(`${set.by}: ${(error as Error).message}`);
  }
};

/** The URL of the database, and the setting that has it. */
const urlOf = async ({ context, globals }: Given): Promise<{ url: string; by: string } | undefined> => {
  const { WXDI_JOURNAL_URL: url, WXDI_JOURNAL_URL_FILE: file } = context.env;
  if (globals.journal !== undefined) {
    if (passwordsIn(globals.journal).length > 0)
      throw new UsageError(
        'the URL of --journal has a password, which other users of the machine can read; use WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE',
      );
    return { url: globals.journal.trim(), by: '--journal' };
  }
  if (url && file) throw new UsageError('set WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE, not both');
  if (url) return { url: url.trim(), by: 'WXDI_JOURNAL_URL' };
  return file ? { url: (await fileOf(context, file)).trim(), by: 'WXDI_JOURNAL_URL_FILE' } : undefined;
};

const fileOf = async (context: Given['context'], path: string): Promise<string> => {
  try {
    return await context.readFile(path);
  } catch (error) {
    throw new UsageError(`WXDI_JOURNAL_URL_FILE cannot be read: ${(error as Error).message}`);
  }
};

/** The password of a URL, encoded and decoded. */
const passwordsIn = (url: string): readonly string[] => {
  const [, password] = /^[a-z]+:\/\/[^/:@]*:([^/@]+)@/i.exec(url) ?? [];
  return password === undefined ? [] : [password, unescape(password)];
};
