import { WxdiError } from '@wxdi/sdk';
import { command } from './command.js';
import { UsageError } from '../errors.js';
import { printDocument, wantsDocument } from '../output/document.js';
import { sharedJournal } from '../settings/journal.js';

export const journalMigrate = command({
  name: 'migrate',
  summary: 'Create or update the tables of the journal in PostgreSQL',
  details: [
    'The journal records each start before it is sent. In PostgreSQL, several machines share it, so that a key starts at most one run for each attempt. WXDI_JOURNAL_URL, or a file named in WXDI_JOURNAL_URL_FILE, has the form postgres://USER:PASSWORD@HOST:5432/DATABASE.',
    'The tables are in the schema wxdi. A second migration changes nothing, and two at once wait for each other.',
  ],
  examples: [['create the tables', 'wxdi journal migrate']],
  run: async (session) => {
    const journal = await sharedJournal(session);
    if (journal === undefined)
      throw new UsageError(
        'no database is set: use --journal, WXDI_JOURNAL_URL or WXDI_JOURNAL_URL_FILE',
        'wxdi journal migrate --help',
      );
    try {
      const { from, to } = await journal.migrate();
      if (wantsDocument(session)) await printDocument(session, { from, to });
      session.say.note(
        from === to
          ? `nothing to change: the tables have version ${to}`
          : `the tables now have version ${to}`,
      );
    } catch (error) {
      throw new WxdiError({
        _tag: 'Unavailable',
        message: (error as Error).message,
        outcome: 'not-sent',
        at: ['journal'],
        cause: error,
      });
    } finally {
      await journal.close();
    }
  },
});
