import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Column that refers, to a table whose rows never change their school. */
const REFERENCES: readonly (readonly [table: string, column: string, to: string])[] = [
  ['zone', 'building', 'building'],
  ['gateway', 'site', 'site'],
  ['gateway', 'building', 'building'],
  ['lane', 'building', 'building'],
  ['lane', 'zone', 'zone'],
  ['term', 'school_year', 'school_year'],
  ['class', 'school_year', 'school_year'],
  ['class_shift', 'class', 'class'],
  ['class_shift', 'shift', 'shift'],
  ['class_teacher', 'class', 'class'],
  ['bell_schedule', 'shift', 'shift'],
  ['timetable', 'class', 'class'],
  ['calendar_day', 'class', 'class'],
  ['enrolment', 'class', 'class'],
];

/**
 * A row and what it refers to belong to one school. Row-level security does not look at references, so without this a
 * school could hang a pupil onto another's class, if it ever learned its identifier.
 */
export const sameSchool: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of new Set(REFERENCES.map(([, , to]) => to))) {
      await sql`alter table ${sql.table(table)} add unique (school, id)`.execute(db);
    }
    for (const [table, column, to] of REFERENCES) {
      await sql`alter table ${sql.table(table)} add foreign key (school, ${sql.ref(column)})
        references ${sql.table(to)} (school, id) on delete no action`.execute(db);
    }
  },
};
