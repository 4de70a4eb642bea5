import type { Generated, JSONColumnType } from 'kysely';
import type { AspRowKind, AspRowState } from './asp/asp-row.ts';
import type { DocumentKind } from './documents/store-document.ts';
import type { RecipientKind, SignalState } from './signals/signal-state.ts';
import type { SubmissionState } from './submission/state.ts';

/**
 * A homeroom teacher has gone through the month of a class. It holds while the numbers are those that the teacher saw:
 * after a later decision or late evidence somebody has to look again.
 */
export interface ClassCheckTable {
  id: Generated<string>;
  school: string;
  month: string;
  class: string;
  account: string | null;
  /** SHA-256 of the class's totals as they were, see `totalsHash`; null in rows that are older than the column. */
  totals: Buffer | null;
  checked_at: Generated<Date>;
  withdrawn_at: Date | null;
}

/** Where the monthly submission of a school stands. */
export interface MonthSubmissionTable {
  school: string;
  month: string;
  state: SubmissionState;
  /** SHA-256 of the file as it was generated. The file itself is made anew each time: it is full of names (D22). */
  file_hash: Buffer | null;
  moved_at: Generated<Date>;
}

/** Every act on a month, in order: who, what, and with what words. */
export interface MonthActTable {
  id: Generated<number>;
  school: string;
  month: string;
  act: string;
  account: string | null;
  detail: JSONColumnType<Record<string, unknown>, string, string>;
  at: Generated<Date>;
}

/** A day that was not reconciled when the month was signed. */
export interface AcceptedDay {
  readonly day: string;
  /** Absent where nothing was computed for a school day. */
  readonly gateway?: string;
  readonly state: 'not_closed' | 'differs' | 'not_computed';
  readonly missing: number;
}

/** Of a signature over days that were not reconciled: the name with which somebody answers for them, sealed. */
export interface MonthAcceptanceTable {
  act: number;
  school: string;
  sealed: Buffer;
  seal_version: number;
  days: JSONColumnType<AcceptedDay[], string, never>;
}

/** A pupil's month as it was signed. Never changed: later evidence becomes a correction proposal (R15). */
export interface SignedRowTable {
  school: string;
  month: string;
  person: string;
  class: string;
  preschool: boolean;
  /** Lesson-hours in halves; for preschool days in halves, so that both read the same. */
  unexcused_halves: number;
  excused_halves: number;
}

export interface CorrectionTable {
  id: Generated<string>;
  school: string;
  month: string;
  person: string;
  signed_unexcused_halves: number;
  signed_excused_halves: number;
  now_unexcused_halves: number;
  now_excused_halves: number;
  state: Generated<'open' | 'sent' | 'dismissed' | 'settled'>;
  note: Generated<string>;
  account: string | null;
  noted_at: Generated<Date>;
  closed_at: Date | null;
}

/** Where a campaign has other dates than the ordinary ones. */
export interface MonthWindowTable {
  kind: 'absences';
  month: string;
  opens_at: Date;
  closes_at: Date;
}

export interface AspCampaignTable {
  id: Generated<string>;
  school: string;
  month: string;
  opens_at: Date;
  closes_at: Date;
  state: 'started' | 'ready' | 'signed' | 'final' | 'expired';
  signed_by: string | null;
  signed_at: Date | null;
}

/** A pupil whom the agency asks about. Name and identifier are in the sealed line. */
export interface AspRowTable {
  id: Generated<string>;
  campaign: string;
  school: string;
  number: number;
  /** Null: nobody of the school has this identifier. */
  person: string | null;
  sealed: Buffer;
  seal_version: number;
  kind: AspRowKind;
  preschool: boolean;
  absences: number;
  days: number;
  state: AspRowState;
  corrected: number | null;
  note: string;
  account: string | null;
  decided_at: Date | null;
}

/** A threshold that a pupil reached in a month; once each, over all schools (R21). */
export interface AbsenceAlertTable {
  person: string;
  month: string;
  /** Hours in halves, or days in halves for preschool. */
  threshold_halves: number;
  school: string;
  reached_halves: number;
  preschool: boolean;
  raised_at: Generated<Date>;
}

export interface RiskStatusTable {
  id: Generated<string>;
  school: string;
  person: string;
  since: string;
  reason: string;
  account: string | null;
  recorded_at: Generated<Date>;
  ended_on: string | null;
}

export interface RiskSignalTable {
  id: Generated<string>;
  school: string;
  person: string;
  number: number;
  state: SignalState;
  recipient_kind: RecipientKind;
  /** Name of the authority; never of a person. */
  recipient: string;
  /** Why the pupil was in the selection. */
  reasons: string[];
  unexcused_halves: number;
  total_halves: number;
  /** Of the total, at other schools. */
  carried_halves: number;
  preschool: boolean;
  as_of: string;
  account: string | null;
  created_at: Generated<Date>;
  signed_at: Date | null;
  sent_at: Date | null;
  acknowledged_at: Date | null;
  answered_at: Date | null;
  answer: Generated<string>;
  withdrawn_at: Date | null;
  /** Outgoing number of the school. */
  reference: Generated<string>;
  /** Number under which the recipient has it. */
  incoming: Generated<string>;
  /** The municipality that reads and answers it here; null where the letter goes another way. */
  inbox: string | null;
  /** Measures that the school has taken, in the principal's words; they go into the letter. */
  note: Generated<string>;
}

/** One step of a signal: who, when. */
export interface RiskSignalMoveTable {
  id: Generated<string>;
  school: string;
  signal: string;
  state: SignalState;
  account: string | null;
  /** The recipient did it here; else the school noted it. */
  by_recipient: boolean;
  at: Date;
}

/** A signed document, sealed. */
export interface SchoolDocumentTable {
  id: Generated<string>;
  school: string;
  kind: DocumentKind;
  subject: string;
  sealed: Buffer;
  seal_version: number;
  /** Of the PDF as it was signed. */
  sha256: Buffer;
  account: string | null;
  made_at: Date;
  withdrawn_at: Date | null;
}

/** A reminder that has been given, so that it is given once. */
export interface MonthReminderTable {
  school: string;
  kind: 'absences' | 'asp';
  month: string;
  step: string;
  due_at: Date;
  given_at: Generated<Date>;
}

export interface MonthTables {
  class_check: ClassCheckTable;
  month_submission: MonthSubmissionTable;
  month_act: MonthActTable;
  month_acceptance: MonthAcceptanceTable;
  signed_row: SignedRowTable;
  correction: CorrectionTable;
  month_window: MonthWindowTable;
  asp_campaign: AspCampaignTable;
  asp_row: AspRowTable;
  absence_alert: AbsenceAlertTable;
  risk_status: RiskStatusTable;
  risk_signal: RiskSignalTable;
  risk_signal_move: RiskSignalMoveTable;
  month_reminder: MonthReminderTable;
  school_document: SchoolDocumentTable;
}
