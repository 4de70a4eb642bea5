import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { isUnique } from '../db/pg-errors.ts';
import type { RosterContext } from '../roster/index.ts';

export interface NewClass {
  readonly schoolYear: string;
  readonly name: string;
  readonly grade: number;
}

/** Enters a class of a school year. @throws VratarError `register_known` */
export function addClass(context: RosterContext, { schoolYear, name, grade }: NewClass): Promise<string> {
  const row = { school: context.school, school_year: schoolYear, name, grade };
  return added(context, 'class', () =>
    context.trx.insertInto('class').values(row).returning('id').executeTakeFirstOrThrow(),
  );
}

export function addSubject(
  context: RosterContext,
  row: { readonly code: string; readonly name: string },
): Promise<string> {
  const values = { ...row, school: context.school };
  return added(context, 'subject', () =>
    context.trx.insertInto('subject').values(values).returning('id').executeTakeFirstOrThrow(),
  );
}

export function addShift(
  context: RosterContext,
  row: { readonly code: string; readonly name: string },
): Promise<string> {
  const values = { ...row, school: context.school };
  return added(context, 'shift', () =>
    context.trx.insertInto('shift').values(values).returning('id').executeTakeFirstOrThrow(),
  );
}

/** Runs an insert and logs it. @throws VratarError `register_known` */
export async function added(
  { trx }: RosterContext,
  what: string,
  insert: () => Promise<{ readonly id: string }>,
): Promise<string> {
  try {
    const { id } = await insert();
    await audit(trx, { action: 'register_changed', subject: `${what}:${id}`, detail: { added: true } });
    return id;
  } catch (cause) {
    throw isUnique(cause) ? new VratarError('register_known', { what }, {}, { cause }) : cause;
  }
}

/** Who leads a class from a day on; nobody when `teacher` is null. */
export async function setTeacher(
  { trx, school, now }: RosterContext,
  change: { readonly class: string; readonly teacher: string | null; readonly holdsFrom: string },
): Promise<void> {
  const { class: of, teacher, holdsFrom } = change;
  await trx
    .insertInto('class_teacher')
    .values({ school, class: of, teacher, holds_from: holdsFrom, recorded_at: now })
    .execute();
  await audit(trx, { action: 'register_changed', subject: `class:${of}`, detail: { teacher, holdsFrom } });
}
