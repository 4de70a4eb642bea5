import type { Transaction } from 'kysely';
import { audit } from '../../audit/index.ts';
import type { Database } from '../../db/index.ts';
import { authorsOf } from '../decide/authors.ts';
import { type AttendanceSettings, DEFAULT_ATTENDANCE_SETTINGS } from '../store/attendance-settings.ts';
import type { NamesOf } from '../today/names.ts';
import { CHOICES, type Choices, type ChoicesView } from './schema.ts';

const choicesOf = (settings: Required<AttendanceSettings>): Choices =>
  Object.fromEntries(CHOICES.map((name) => [name, settings[name]])) as Choices;

const DEFAULTS = choicesOf(DEFAULT_ATTENDANCE_SETTINGS);

/** The limits and budgets of a school, and who changed them last. */
export async function readChoices(
  trx: Transaction<Database>,
  names: NamesOf,
  school: string,
  mayChange: boolean,
): Promise<ChoicesView> {
  const row = await readRow(trx, school);
  const { timezone } = await trx
    .selectFrom('school')
    .select('timezone')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const authors = await authorsOf(trx, names, school, [row?.account ?? null]);
  return {
    values: choicesOf({ ...DEFAULT_ATTENDANCE_SETTINGS, ...row?.settings }),
    defaults: DEFAULTS,
    timezone,
    mayChange,
    ...(row?.changed_at
      ? { changed: { by: authors.get(row.account) ?? {}, at: row.changed_at.getTime() } }
      : {}),
  };
}

/** Changes them from now on; what equals the default is left to it. The log keeps each change with both values. */
export async function changeChoices(
  trx: Transaction<Database>,
  { school, account, now }: { readonly school: string; readonly account: string; readonly now: Date },
  wanted: Choices,
): Promise<void> {
  const before = (await readRow(trx, school))?.settings ?? {};
  const old = choicesOf({ ...DEFAULT_ATTENDANCE_SETTINGS, ...before });
  const changed = CHOICES.filter((name) => old[name] !== wanted[name]);
  if (changed.length === 0) return;
  const kept = Object.entries({ ...before, ...wanted }).filter(
    ([name, value]) => DEFAULT_ATTENDANCE_SETTINGS[name as keyof AttendanceSettings] !== value,
  );
  const values = { settings: JSON.stringify(Object.fromEntries(kept)), account, changed_at: now };
  await trx
    .insertInto('attendance_settings')
    .values({ school, ...values })
    .onConflict((conflict) => conflict.column('school').doUpdateSet(values))
    .execute();
  const detail = Object.fromEntries(changed.map((name) => [name, { from: old[name], to: wanted[name] }]));
  await audit(trx, { action: 'register_changed', subject: 'attendance_settings', detail });
}

const readRow = (trx: Transaction<Database>, school: string) =>
  trx
    .selectFrom('attendance_settings')
    .select(['settings', 'account', 'changed_at'])
    .where('school', '=', school)
    .executeTakeFirst();
