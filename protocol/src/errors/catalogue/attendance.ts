import { defineErrors } from '../define.ts';

/** Attendance, the month and its files. `place` names file, line (1-based) and field. */
export const attendanceErrors = defineErrors({
  attendance_overtaken: {
    text: '{count} student-days were changed by others each time they were to be written.',
    next: 'It is tried again by itself; if this repeats, look for a writer that does not end.',
  },
  date_invalid: {
    text: '{found} is not a date.',
    next: 'Write it as YYYY-MM-DD.',
  },
  page_not_built: {
    text: 'The page {page} has not been built.',
    next: 'Run npm start, which builds what it serves.',
  },
  presence_no_account: {
    text: 'Who is in a school is shown only to people with an account.',
    next: 'Sign in; or seed the demonstration school to look around.',
  },
  cases_unreadable: {
    text: 'The case file cannot be read: {why}.',
    next: 'Check the path, or pass - to read from standard input.',
  },
  cases_invalid: {
    text: 'The case file has a wrong value: expected {expected}, found {found}.',
    next: 'Correct the named field; domain/attendance.md, section E1, describes the form.',
  },
  cases_differ: {
    text: '{count} of {total} cases differ from what is expected.',
    next: 'The differences are printed above, one line each.',
  },
});
