export { addPeople, type NewPerson, type PeopleContext } from './add-people.ts';
export { calendarOf } from './calendar/calendar-of.ts';
export type { CalendarFacts, ClassFacts, DayEntry, Held, Versions } from './calendar/facts.ts';
export { holding } from './calendar/facts.ts';
export { type ClassDay, classDay, type ResolvedLesson } from './calendar/lessons.ts';
export { lessonsOf } from './calendar/lessons-of.ts';
export * from './calendar/local-date.ts';
export { dateAt, instantOf } from './calendar/local-time.ts';
export { countSchoolDays, type SchoolDay, schoolDay } from './calendar/school-day.ts';
export { type EnrolmentOnDate, enrolledOn, enrolmentAt } from './enrolment-at.ts';
export { type LoadedPerson, loadPeople } from './load-people.ts';
export {
  byName,
  findByIdentifier,
  type OpenedPerson,
  openPeople,
  type PeopleSearch,
  searchPeople,
} from './search-people.ts';
export { type PersonUpdate, updatePeople } from './update-people.ts';
