export { createPostgresJournal, type PostgresJournal, type PostgresJournalOptions } from './journal.js';
export type { Migration } from './migration.js';
