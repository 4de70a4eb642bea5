import { defineErrors } from '../define.ts';

/** Schools, people, classes and calendars. */
export const registerErrors = defineErrors({
  school_unknown: {
    text: 'There is no school with the code {code}.',
    next: 'Check the institution code; `vratar-cloud school list` shows those that are known.',
  },
  history_refused: {
    text: 'The invented past was not taken: {why}.',
    next: 'Give it only to a demonstration whose gateway has never spoken.',
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
    text: '{count} of these people still attend, work here, or are guardians of a child who does.',
    next: 'Enter the day on which they leave, or end the guardianship; erase after it.',
  },
  person_month_open: {
    text: '{count} of these people belong into the file of a month that nobody has signed yet.',
    next: 'Sign the month first. Two months after the last day of attendance no month is waited for any more.',
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
  school_code_used: {
    text: 'A month of this school was made with its code.',
    next: 'Enter another school if the institution is another one; its months cannot change their code.',
  },
  school_zone_used: {
    text: 'Gateways of this school have delivered events, and days were counted by its time zone.',
    next: 'The time zone of a school stays; enter another school if it moved to another zone.',
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
  person_not_here: {
    text: 'There is no such person in the registers of this school.',
    next: 'Search again; who was transferred is in the registers of the other school.',
  },
  person_unnamed: {
    text: 'Nobody in the registers of this school has this account number and this family name.',
    next: 'Compare both with the request, letter by letter; who was transferred is in another school.',
  },
  person_not_enrolled: {
    text: 'The pupil is not enrolled on or after this day.',
    next: 'Look at the enrolments of the pupil.',
  },
  person_not_employed: {
    text: 'The person has no post after this day.',
    next: 'Look at the posts of the person.',
  },
  person_has_card: {
    text: 'A card is still bound to this person ({count}).',
    next: 'Take the card back first; then issue a pass-only card, signed for in the journal.',
  },
  identifier_invalid: {
    text: 'The identifier is not one of its type: its check digit is wrong.',
    next: 'Check the type and every digit.',
  },
  identifier_known: {
    text: 'Somebody with this identifier is in the registers of the school.',
    next: 'Search for the person; one person is entered once.',
  },
  identifier_elsewhere: {
    text: 'The pupil is in the registers of another school.',
    next: 'Transfer the pupil instead.',
  },
  guardianship_known: {
    text: 'This guardian answers for the child already.',
    next: 'End the one that is there first, if it shall begin anew.',
  },
  register_unknown: {
    text: 'The school has no such {what}.',
    next: 'Read the list again; it may have been taken away meanwhile.',
  },
  register_used: {
    text: 'Something stands on this {what}.',
    next: 'It can be corrected; it can be taken out only where nothing names it.',
  },
  lane_in_rules: {
    text: 'The gate rules name lane {lane} today or from a later day on.',
    next: 'Take the lane out of the gate rules first.',
  },
  lane_passed: {
    text: 'Gateway {gateway} has recorded something on lane {lane}.',
    next: 'A lane with a history stays, so that its events keep their place. Name it anew instead.',
  },
  lane_unheard: {
    text: 'Gateway {gateway} may have recorded something on lane {lane} that has not arrived yet.',
    next: 'Try again once the gateway is connected and everything of it has arrived.',
  },
  gateway_retired: {
    text: 'Gateway {gateway} is retired.',
    next: 'Put it back into service first, if it shall work again.',
  },
  gateway_in_service: {
    text: 'Gateway {gateway} is not retired.',
    next: 'Nothing has to be done.',
  },
  gateway_undelivered: {
    text: 'Gateway {gateway} may hold events that have not arrived yet.',
    next: 'Let it deliver them, then switch it off; or say that they are given up: they are never taken afterwards.',
  },
  served_until_invalid: {
    text: 'The end of a gateway’s service is a moment that has passed.',
    next: 'Name one with its offset from UTC, such as 2026-11-20T10:00+02:00, or none for now.',
  },
  served_until_heard: {
    text: 'Gateway {gateway} was heard as late as {at}, and not all of it has arrived: it still served then.',
    next: 'Name a later end of its service, or none for now; what did not arrive is doubt until then.',
  },
  gate_rules_past: {
    text: 'Gate rules cannot hold from {from}: today is {today}.',
    next: 'Let them hold from today or a later day; what the gates did before cannot be changed.',
  },
  register_known: {
    text: 'The school has a {what} of this name already.',
    next: 'Use it, or give the new one another name.',
  },
});
