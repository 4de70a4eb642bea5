/**
 * One pupil of the import file of НЕИСПУО (rules.md, C2): 16 fields, numbered as the ministry's own program numbers
 * them.
 */
export interface NeispuoRow {
  /** 0: institution code, 7 digits. */
  readonly institution: string;
  /** 1: the year in which the school year begins. */
  readonly schoolYear: number;
  /** 2: calendar month, 1 to 12. */
  readonly month: number;
  /** 3: 0 ЕГН, 1 ЛНЧ, 2 ИДН, -1 none. */
  readonly identifierType: -1 | 0 | 1 | 2;
  /** 4 */
  readonly identifier: string;
  /** 5 to 7 */
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** 8: BasicClassId: -6 to -1, 1 to 13, 32. */
  readonly grade: number;
  /** 9 and 10 */
  readonly classCode: string;
  readonly groupCode: string;
  /** 11: such as 7а. */
  readonly className: string;
  /** 12 */
  readonly attends: boolean;
  /** 13: the pupil left on this date, `YYYY-MM-DD`. */
  readonly left: string | undefined;
  /** 14 and 15: lesson-hours, or days for preschool, in hundredths. */
  readonly excused: number;
  readonly unexcused: number;
}

export const FIELDS = 16;

/** Names of the fields as the file's users know them, for errors. */
export const FIELD_NAMES: readonly string[] = [
  'код на институция',
  'учебна година',
  'месец',
  'вид идентификатор',
  'идентификатор',
  'име',
  'презиме',
  'фамилия',
  'клас/група (BasicClassId)',
  'код на паралелка',
  'код на група',
  'паралелка',
  'посещава',
  'дата на отписване',
  'извинени',
  'неизвинени',
];
