import { defineErrors } from '../define.ts';

/** Schools, people, classes and calendars. */
export const registerErrors = defineErrors({
  school_unknown: {
    text: 'There is no school with the code {code}.',
    next: 'Check the institution code; `vratar-cloud school list` shows those that are known.',
  },
});
