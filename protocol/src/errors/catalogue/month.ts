import { defineErrors } from '../define.ts';

/** Decisions about lessons, the month and its submission, the agency's campaign. `place.field` names the row. */
export const monthErrors = defineErrors({
  not_your_class: {
    text: 'Only the homeroom teacher of this class decides its lessons.',
    next: 'Ask the homeroom teacher, or the principal.',
  },
  not_principal: {
    text: 'Only the principal, or a delegate whose delegation is active, may do this.',
    next: 'Ask the principal, or have the delegation renewed.',
  },
  day_unknown: {
    text: 'The pupil has no such day at this school.',
    next: 'Check the pupil and the date; days to come have no lessons to decide.',
  },
  pupil_unknown: { text: 'The school has no such pupil.', next: 'Check whether the pupil has moved.' },
  date_range: {
    text: 'At most {days} days at once.',
    next: 'Ask for fewer days, the first before the last.',
  },
  lesson_unknown: {
    text: 'There is no lesson {lesson} on that day.',
    next: 'Check the timetable of the class.',
  },
  lesson_not_begun: { text: 'Lesson {lesson} has not begun.', next: 'Decide it when it has.' },
  late_not_excusable: {
    text: 'A lateness cannot be excused (lesson {lesson}).',
    next: 'If the pupil was absent, mark the absence first.',
  },
  reason_missing: {
    text: 'An excused absence needs a reason (lesson {lesson}).',
    next: 'Choose the reason.',
  },
  reason_not_allowed: {
    text: 'Only an excused absence has a reason (lesson {lesson}).',
    next: 'Leave the reason out.',
  },
  excuse_dates: {
    text: 'An excuse from {from} to {to} is not possible.',
    next: 'The last day is the first day or later, at most a year.',
  },
  excuse_unknown: { text: 'There is no such excuse.', next: 'It may have been taken back already.' },
  medical_incomplete: {
    text: 'A medical note needs its number and the identification number of the doctor.',
    next: 'Both are on the electronic note.',
  },
  document_missing: { text: 'This excuse needs the document that it rests on.', next: 'Name the document.' },
  family_incomplete: {
    text: 'A request of the family needs its motive and the date on which it was filed.',
    next: 'Enter both.',
  },
  family_filed_late: {
    text: 'The family asked after the first day of the absence.',
    next: 'A request is filed before, or on the first day.',
  },
  family_too_long: {
    text: 'The request covers {days} school days; at most {most} at once may be excused.',
    next: 'Shorten the period, or ask for a medical note.',
  },
  family_budget_spent: {
    text: 'The request covers {days} school days, and {left} are left this year.',
    next: 'Shorten the period, or ask for a medical note.',
  },
  month_signed: {
    text: 'The month is signed.',
    next: 'Later evidence goes into a correction; while the campaign lasts the signature can be taken back.',
  },
  month_invalid: { text: '{found} is not a month.', next: 'Write it as YYYY-MM.' },
  month_not_over: { text: 'The month is not over.', next: 'Wait until its last day has passed.' },
  classes_unchecked: {
    text: '{count} classes are not checked off by their teachers.',
    next: 'Ask their homeroom teachers.',
  },
  lessons_undecided: { text: '{count} lessons are undecided.', next: 'Decide them first.' },
  nothing_to_submit: {
    text: 'Nobody has unexcused absences, so there is no file.',
    next: 'Sign the declaration „Липсват отсъствия“.',
  },
  absences_to_submit: {
    text: '{count} pupils have unexcused absences, so there is nothing to declare.',
    next: 'Submit the file.',
  },
  not_generated: { text: 'The file has not been generated.', next: 'Generate it, and import it in НЕИСПУО.' },
  submission_number_missing: {
    text: 'The number under which НЕИСПУО took the file is missing.',
    next: 'Enter it as НЕИСПУО shows it after the import.',
  },
  acceptance_reason_missing: {
    text: 'Days that are not reconciled are accepted with a reason.',
    next: 'Write why they are accepted.',
  },
  not_imported: {
    text: 'The file is not marked as imported in НЕИСПУО.',
    next: 'Import it there, and mark it here.',
  },
  month_outdated: {
    text: 'The numbers have changed since the file was generated.',
    next: 'Generate and import it again.',
  },
  campaign_closed: { text: 'The campaign is not open now.', next: 'See the dates of the campaign.' },
  campaign_lasts: { text: 'The campaign is still open.', next: 'Wait until it is over.' },
  campaign_signed: {
    text: 'The campaign is signed.',
    next: 'Take the signature back first; that is possible while the campaign is open.',
  },
  campaign_unknown: { text: 'There is no campaign for this month.', next: 'Read the list of the agency in.' },
  campaign_dates: { text: 'The campaign ends before it begins.', next: 'Correct its dates.' },
  campaign_begun: {
    text: 'Rows of the list for this month are answered already.',
    next: 'Go on with the list that is there.',
  },
  days_unreconciled: {
    text: '{count} days do not match what the gateways counted, or are not computed.',
    next: 'Wait for the gateways, or sign with your name for it.',
  },
  not_signed: { text: 'There is no signature to take back.', next: 'Nothing has to be done.' },
  rows_undecided: { text: '{count} rows are still to be reviewed.', next: 'Confirm or refuse each of them.' },
  row_unknown: {
    text: 'The list has no such row.',
    next: 'Only rows that the agency has sent are answered.',
  },
  correction_invalid: {
    text: 'The corrected number must be 0 or more, in halves; for days a whole number.',
    next: 'Correct the number.',
  },
  correction_unchanged: {
    text: 'The corrected number is the one that the agency sent.',
    next: 'Confirm the row, or enter another number.',
  },
  correction_too_high: {
    text: 'With this number the aid would be stopped all the same.',
    next: 'A refusal needs fewer than 5 hours, for preschool fewer than 3 days.',
  },
  correction_exactly_three: {
    text: 'Exactly 3 days: the guide of НЕИСПУО refuses them, its program accepts them.',
    next: 'Repeat the correction and say that you mean it.',
  },
  correction_days_exceeded: {
    text: 'There are more days of remote learning than school days in the month.',
    next: 'Correct the number.',
  },
  note_required: { text: 'A refusal needs a note.', next: 'Write why.' },
  correction_unknown: {
    text: 'There is no such open correction.',
    next: 'It may have been settled already.',
  },
  signal_unknown: { text: 'There is no such signal.', next: 'Check its number.' },
  signal_state: { text: 'A signal that is {state} cannot become {to}.', next: 'A signal only moves on.' },
  signal_not_at_risk: {
    text: 'A pupil is not in the selection ({person}).',
    next: 'Signals are drafted from the at-risk selection of the date.',
  },
  signal_recipient: {
    text: 'The signal needs the name of the authority it goes to.',
    next: 'Name the municipality, the directorate or the police department.',
  },
  signal_reference: {
    text: 'This step needs the number of the letter.',
    next: 'Enter the outgoing number, or the number under which the recipient has it.',
  },
  out_not_folder: {
    text: '{path} is no folder, and several files are to be written.',
    next: 'Name an existing folder.',
  },
  document_damaged: {
    text: 'The stored document is not the one that was signed ({document}).',
    next: 'Restore it from a backup, and find out who changed the database.',
  },
  file_identifier_missing: {
    text: 'A pupil with absences has no identifier ({person}).',
    next: 'Enter the identifier of the pupil.',
  },
  file_row_invalid: {
    text: '{why}',
    next: 'Correct the named row and field, and read the whole file again.',
  },
  file_encoding: {
    text: 'The text has a character that windows-1251 does not know: {character}.',
    next: 'Write it with Cyrillic or Latin letters.',
  },
});
