import { defineErrors } from '../define.ts';

/** The cloud's PostgreSQL: the embedded server, connections, migrations. */
export const databaseErrors = defineErrors({
  database_platform: {
    text: 'There is no embedded PostgreSQL for {platform}.',
    next: 'Run a PostgreSQL server of your own (16 or later) and name it in DATABASE_URL.',
  },
  database_start: {
    text: 'The embedded PostgreSQL on {path} did not start: {why}.',
    next: 'Read its log, {log}. The data are as they were.',
  },
  database_folder: {
    text: 'The database folder {path} belongs to another user (uid {uid}).',
    next: 'Start as that user, or choose another data folder.',
  },
  database_url: {
    text: 'DATABASE_URL is not usable: {why}.',
    next: 'Give it as postgres://user:password@host:port/database.',
  },
  database_unreachable: {
    text: 'The database does not answer: {why}.',
    next: 'Check that PostgreSQL is running and that DATABASE_URL names it.',
  },
  database_rights: {
    text: 'The database user may not {what}.',
    next: 'Let an administrator run once: {sql}',
  },
  database_not_durable: {
    text: 'The database setting {setting} is {value}; committed events could be lost.',
    next: 'Set {setting} = on in postgresql.conf. Until then no event is acknowledged.',
  },
  database_migration: {
    text: 'Migration {name} failed: {why}.',
    next: 'Nothing of it was applied. Report it with the log around this moment.',
  },
  database_newer: {
    text: 'The database knows the migration {name}, this program does not.',
    next: 'Start the version of Vratar that last used this database, or a newer one.',
  },
});
