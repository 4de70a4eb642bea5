import { defineErrors } from '../define.ts';

/** The simulator of devices, lanes and people. */
export const simErrors = defineErrors({
  sim_unknown_card: {
    text: 'No card can be made of {card}.',
    next: 'Write a UID of 4, 7 or 10 bytes in hexadecimal, 123,45678, w26:…, w34:…, w37:…, or phone.',
  },
  sim_unknown_point: {
    text: 'There is no {what} {name}.',
    next: 'Name one that the configuration has: {known}.',
  },
  sim_duplicate: {
    text: 'The {what} {name} is used twice.',
    next: 'Give each its own.',
  },
  sim_people_file: {
    text: 'The people of the school cannot be read: {why}.',
    next: 'Let the cloud write the file again, or correct the named place.',
  },
  sim_command: { text: 'Not understood: {why}.', next: 'help lists the commands.' },
});
