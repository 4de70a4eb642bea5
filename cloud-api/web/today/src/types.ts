import type {
  ClassView,
  MusterPerson,
  MusterView,
  PersonView,
  PresenceView,
  StateName,
} from '../../../src/attendance/today/schema.ts';

export type { ClassView, MusterPerson, MusterView, PersonView, PresenceView, StateName };

/** What the list of people is narrowed to: a state, or who is missing at the first lesson. */
export type Chosen = StateName | 'missing_first';

/** The order in which states are shown, and their colours: only "inside" is the green of an open lane. */
export const STATES: readonly { readonly name: StateName; readonly color: string }[] = [
  { name: 'inside', color: 'gate' },
  { name: 'not_come', color: 'red' },
  { name: 'awaited', color: 'gray' },
  { name: 'unknown', color: 'orange' },
  { name: 'left', color: 'gray' },
  { name: 'not_tracked', color: 'gray' },
];

export const colorOf = (state: StateName): string =>
  STATES.find(({ name }) => name === state)?.color ?? 'gray';
