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
});
