import type { ImportKindName } from '../kind-name.ts';
import type { ImportKind } from '../plan.ts';
import { guardians } from './guardians.ts';
import { staff } from './staff.ts';
import { students } from './students.ts';
import { timetable } from './timetable.ts';

/** Every kind of file, by name. The row type is the kind's own affair. */
export const IMPORT_KINDS: Readonly<Record<ImportKindName, ImportKind<{ readonly line: number }>>> = {
  students: students as unknown as ImportKind<{ readonly line: number }>,
  staff: staff as unknown as ImportKind<{ readonly line: number }>,
  guardians: guardians as unknown as ImportKind<{ readonly line: number }>,
  timetable: timetable as unknown as ImportKind<{ readonly line: number }>,
};
