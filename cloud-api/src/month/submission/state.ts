import { CLOSED_STATES } from '../../attendance/decide/open-month.ts';

/**
 * The monthly submission of absences (rules.md, C4). `declared` is the branch of a month without any unexcused
 * absence: there is no file, but a signed declaration. `expired`: the campaign ended without a signature.
 */
export const SUBMISSION_STATES = [
  'draft',
  'checked',
  'generated',
  'imported',
  'signed',
  'declared',
  'final',
  'expired',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** What the guards look at, read in the transaction of the act. */
export interface SubmissionFacts {
  /** The actor is the principal or an active delegate. */
  readonly signs: boolean;
  readonly now: number;
  /** Instant after the last lesson day of the month, local midnight. */
  readonly monthEnds: number;
  /** The campaign: `[opens, closes)`. */
  readonly window: { readonly opens: number; readonly closes: number };
  readonly classes: number;
  readonly classesChecked: number;
  /** Lessons that nobody has decided. */
  readonly undecided: number;
  /** Pupils with unexcused absences. */
  readonly unexcusedRows: number;
  /** Days of gateways that do not match what the gateways counted. */
  readonly openDays: number;
  /** The current totals give the file that was generated. */
  readonly fileIsCurrent: boolean;
}

export type SubmissionAct =
  | { readonly act: 'class_checked' | 'class_reopened' | 'generate' | 'mark_imported' | 'unsign' }
  /** `acceptedBy`: the name under which the principal answers for days that are not reconciled. */
  | { readonly act: 'sign' | 'declare'; readonly acceptedBy?: string }
  /** The clock: the campaign is over. */
  | { readonly act: 'close' };

export type SubmissionRefusal =
  | 'not_principal'
  | 'month_signed'
  | 'month_not_over'
  | 'classes_unchecked'
  | 'lessons_undecided'
  | 'nothing_to_submit'
  | 'absences_to_submit'
  | 'not_generated'
  | 'not_imported'
  | 'month_outdated'
  | 'campaign_closed'
  | 'days_unreconciled'
  | 'not_signed'
  | 'campaign_lasts';

export type SubmissionStep =
  | { readonly ok: true; readonly state: SubmissionState }
  | { readonly ok: false; readonly code: SubmissionRefusal; readonly count?: number };

const to = (state: SubmissionState): SubmissionStep => ({ ok: true, state });
const no = (code: SubmissionRefusal, count?: number): SubmissionStep => ({
  ok: false,
  code,
  ...(count === undefined ? {} : { count }),
});

const LOCKED: ReadonlySet<SubmissionState> = new Set(CLOSED_STATES);

/** One step of the machine. Pure: everything that decides is in `facts`. */
export function stepSubmission(
  state: SubmissionState,
  act: SubmissionAct,
  facts: SubmissionFacts,
): SubmissionStep {
  switch (act.act) {
    case 'class_checked':
    case 'class_reopened':
      if (LOCKED.has(state)) return no('month_signed');
      return to(facts.classesChecked >= facts.classes ? 'checked' : 'draft');
    case 'generate':
      return generate(state, facts);
    case 'mark_imported':
      return state === 'generated' || state === 'imported'
        ? ifCurrent('imported', facts)
        : no('not_generated');
    case 'sign':
      return sign(state, act.acceptedBy, facts);
    case 'declare':
      return declare(state, act.acceptedBy, facts);
    case 'unsign':
      return unsign(state, facts);
    case 'close':
      return close(state, facts);
  }
}

function generate(state: SubmissionState, facts: SubmissionFacts): SubmissionStep {
  if (LOCKED.has(state)) return no('month_signed');
  const refusal = unready(facts);
  if (refusal !== undefined) return refusal;
  return facts.unexcusedRows === 0 ? no('nothing_to_submit') : to('generated');
}

/** What must hold before anything about the month is said to anybody. */
function unready(facts: SubmissionFacts): SubmissionStep | undefined {
  if (facts.now < facts.monthEnds) return no('month_not_over');
  if (facts.undecided > 0) return no('lessons_undecided', facts.undecided);
  const unchecked = facts.classes - facts.classesChecked;
  return unchecked > 0 ? no('classes_unchecked', unchecked) : undefined;
}

const ifCurrent = (state: SubmissionState, facts: SubmissionFacts): SubmissionStep =>
  facts.fileIsCurrent ? to(state) : no('month_outdated');

function sign(
  state: SubmissionState,
  acceptedBy: string | undefined,
  facts: SubmissionFacts,
): SubmissionStep {
  if (!facts.signs) return no('not_principal');
  if (LOCKED.has(state)) return no('month_signed');
  if (state !== 'imported') return no('not_imported');
  const refusal = unready(facts) ?? unsafe(acceptedBy, facts);
  return refusal ?? ifCurrent('signed', facts);
}

function declare(
  state: SubmissionState,
  acceptedBy: string | undefined,
  facts: SubmissionFacts,
): SubmissionStep {
  if (!facts.signs) return no('not_principal');
  if (LOCKED.has(state)) return no('month_signed');
  const refusal = unready(facts) ?? unsafe(acceptedBy, facts);
  if (refusal !== undefined) return refusal;
  return facts.unexcusedRows > 0 ? no('absences_to_submit', facts.unexcusedRows) : to('declared');
}

/** Inside the campaign, and with every day reconciled unless the principal answers for it by name. */
function unsafe(acceptedBy: string | undefined, facts: SubmissionFacts): SubmissionStep | undefined {
  if (facts.now < facts.window.opens || facts.now >= facts.window.closes) return no('campaign_closed');
  const accepted = acceptedBy !== undefined && acceptedBy.trim() !== '';
  return facts.openDays > 0 && !accepted ? no('days_unreconciled', facts.openDays) : undefined;
}

function unsign(state: SubmissionState, facts: SubmissionFacts): SubmissionStep {
  if (!facts.signs) return no('not_principal');
  if (state !== 'signed' && state !== 'declared') return no('not_signed');
  if (facts.now >= facts.window.closes) return no('campaign_closed');
  return to(state === 'signed' ? 'imported' : 'checked');
}

function close(state: SubmissionState, facts: SubmissionFacts): SubmissionStep {
  if (facts.now < facts.window.closes) return no('campaign_lasts');
  if (state === 'signed' || state === 'declared' || state === 'final') return to('final');
  return to('expired');
}
