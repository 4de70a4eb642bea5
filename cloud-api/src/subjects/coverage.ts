import type { Database } from '../db/index.ts';
import { SECTIONS } from './sections/index.ts';

/** Tables that no query of ours names. */
type Untyped = 'audit_cut' | 'audit_head' | 'kysely_migration' | 'kysely_migration_lock';

/** Tables of which a copy of somebody's data has nothing, and why. */
export const LEFT_OUT = {
  allow_list: 'of a site; names nobody',
  allow_list_change: 'that a line is to be made again; gone in seconds',
  allow_list_entry: 'what gates know of a credential: validity and kind, both told in `credentials`',
  api_token: 'of a program; who issued it is told in `ownActs`',
  attendance_dirty: 'days to compute again; names nobody',
  attendance_facts: 'a counter',
  attendance_run: 'how far a computation has come',
  attendance_settings: 'of the school; who changed them is told in `ownActs`',
  audit_cut: 'where the log begins',
  audit_head: 'where the log ends',
  bell_schedule: 'of the school',
  building: 'of the school',
  calendar_day: 'of the school or a class',
  card_journal: 'of cards without a name: nothing leads from them to a person, on purpose (D9)',
  class_check: 'of a class; who checked is told in `ownActs`',
  class_shift: 'of a class',
  clock_measurement: 'of a device',
  coverage_gap: 'of a device',
  credential_token: 'a pseudonym of a credential; finds `passages`, says nothing itself',
  event_hole: 'lost events: nobody knows whose',
  event_mark: 'of a device',
  event_quarantine: 'bytes that cannot be read, so that nobody knows whose',
  gate_rules: 'of the school',
  gateway_command: 'to a device; who gave it is told in `ownActs`',
  gateway_list: 'of a device',
  gateway_note: 'of a device',
  gateway_status: 'of a device',
  idempotent_answer: 'sealed copies of answers for a day, which open for a repeated request only',
  kysely_migration: 'of the program',
  kysely_migration_lock: 'of the program',
  live_alarm: 'early copies of alarms that are stored as events',
  month_reminder: 'of the school',
  month_submission: 'of the school',
  month_window: 'dates of a campaign',
  odd_event: 'which stored events have a clock to doubt',
  person_key: 'the key that seals the record; the record is told itself',
  person_word: 'beginnings of the name as indexes that cannot be read back; the name is told itself',
  region: 'names nobody',
  risk_count: 'numbers without a name',
  school_day: 'of the school',
  school_year: 'of the school',
  shift: 'of the school',
  site: 'of the school',
  site_guest: 'of the school',
  site_key: 'a key of devices',
  site_policy: 'of the school',
  term: 'of the school',
  vault_key: 'a key of the school',
  zone: 'of the school',
} as const satisfies Partial<Record<keyof Database | Untyped, string>>;

/** Tables of which a copy tells what they hold of the person; `person` and `school` begin it. */
export const TOLD: ReadonlySet<string> = new Set([
  'person',
  'school',
  ...Object.values(SECTIONS).flatMap(({ tables }) => tables as readonly string[]),
]);
