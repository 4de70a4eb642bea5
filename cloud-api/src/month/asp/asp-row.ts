/** What the agency says of a pupil: 0 Отсъствие, 1 Отписан, 2 ОРЕС. */
export const ASP_ROW_KINDS = ['absence', 'unsubscribed', 'remote'] as const;
export type AspRowKind = (typeof ASP_ROW_KINDS)[number];

/** What the school answers: 0 За преглед, 1 Потвърждавам, 2 Отказвам. */
export const ASP_ROW_STATES = ['review', 'confirmed', 'refused'] as const;
export type AspRowState = (typeof ASP_ROW_STATES)[number];

/** A row of the agency's list as far as the guards look at it. */
export interface AspRow {
  readonly kind: AspRowKind;
  /** Judged in days. НЕИСПУО judges by the class code: a preschool group with code 32 by the pupils' rule. */
  readonly preschool: boolean;
  /** Unexcused lesson-hours, or days, that the agency holds. */
  readonly absences: number;
  /** Days of remote learning that it holds. */
  readonly days: number;
}

export type AspDecision =
  | { readonly decision: 'confirm' }
  /** `override` repeats a correction of exactly 3 days: the guide and the code of НЕИСПУО disagree about it. */
  | {
      readonly decision: 'refuse';
      readonly corrected: number;
      readonly note: string;
      readonly override?: boolean;
    };

export type AspRowRefusal =
  | 'correction_invalid'
  | 'correction_unchanged'
  | 'correction_too_high'
  | 'correction_exactly_three'
  | 'correction_days_exceeded'
  | 'note_required';

/** Aid is stopped from so many lesson-hours, or more than so many days, in a month. */
export const PUPIL_LIMIT = 5;
export const PRESCHOOL_LIMIT = 3;

/**
 * Guards g4 to g8 and g10 of a refusal; a confirmation always passes.
 * @param schoolDays school days of the month for the pupil's class (g7)
 */
export function aspRefusal(
  row: AspRow,
  decision: AspDecision,
  schoolDays: number,
): AspRowRefusal | undefined {
  if (decision.decision === 'confirm') return undefined;
  const { corrected, note, override = false } = decision;
  if (note.trim() === '') return 'note_required';
  if (!isQuarterless(corrected)) return 'correction_invalid';
  switch (row.kind) {
    case 'absence':
      if (corrected === row.absences) return 'correction_unchanged';
      return row.preschool ? preschoolRefusal(corrected, override) : pupilRefusal(corrected);
    case 'remote':
      if (!Number.isInteger(corrected)) return 'correction_invalid';
      if (corrected === row.days) return 'correction_unchanged';
      return corrected > schoolDays ? 'correction_days_exceeded' : undefined;
    case 'unsubscribed':
      // g10: the refusal says that the child does attend; there is nothing to correct but the note.
      return undefined;
  }
}

const pupilRefusal = (corrected: number): AspRowRefusal | undefined =>
  corrected >= PUPIL_LIMIT ? 'correction_too_high' : undefined;

/** g6: the guide says fewer than 3, the code accepts 3. */
function preschoolRefusal(corrected: number, override: boolean): AspRowRefusal | undefined {
  if (corrected > PRESCHOOL_LIMIT) return 'correction_too_high';
  return corrected === PRESCHOOL_LIMIT && !override ? 'correction_exactly_three' : undefined;
}

/** Absences come in halves. */
const isQuarterless = (value: number): boolean =>
  Number.isFinite(value) && value >= 0 && value <= 999 && Number.isInteger(value * 2);
