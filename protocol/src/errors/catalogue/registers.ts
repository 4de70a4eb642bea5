import { defineErrors } from '../define.ts';

/** Schools, people, classes and calendars. */
export const registerErrors = defineErrors({
  school_unknown: {
    text: 'There is no school with the code {code}.',
    next: 'Check the institution code; `vratar-cloud school list` shows those that are known.',
  },
  person_unknown: {
    text: 'No pupil has this identifier.',
    next: 'Check the type and the number; a pupil who is new to the network is entered, not transferred.',
  },
  person_here: {
    text: 'The pupil is in this school already.',
    next: 'To change the class, enrol them in the other class from a day on.',
  },
  person_enrolled: {
    text: '{count} of these people still attend.',
    next: 'Enter the day on which they leave; erase after it.',
  },
  enrolment_overlap: {
    text: 'A pupil is enrolled elsewhere, or twice, on the same days.',
    next: 'Transfer the pupil, or end the other enrolment first.',
  },
  school_code: { text: '“{code}” is no institution code.', next: 'It has 6 to 8 digits.' },
  school_known: {
    text: 'There is a school with the code {code} already.',
    next: 'Check the institution code.',
  },
  timezone_unknown: {
    text: 'There is no time zone {timezone}.',
    next: 'Use a name of the IANA list, such as Europe/Sofia.',
  },
  gateway_known: {
    text: 'There is a gateway {gateway} already.',
    next: 'Give this one another name; the name is in the topics of its messages.',
  },
  year_known: { text: 'The school year {year} is entered already.', next: 'Change it instead.' },
  terms_overlap: { text: 'Term {number} does not begin after the one before.', next: 'Correct its days.' },
  periods_overlap: {
    text: 'Lesson-hour {number} does not follow the one before.',
    next: 'Correct its times; numbers and times must grow.',
  },
  days_range: {
    text: 'There is no day to enter from {from} to {to}.',
    next: 'Check the two dates; at most one year at a time.',
  },
  fact_unknown: {
    text: 'There is no such entry, or it was taken back already.',
    next: 'Look at the calendar again.',
  },
});
