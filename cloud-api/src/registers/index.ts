export { addGateway } from './add-gateway.ts';
export { type AddedSchool, addSchool } from './add-school.ts';
export { schoolCommand } from './command.ts';
export * from './schemas.ts';
export {
  addCalendarDays,
  assertPeriods,
  setBells,
  setShift,
  setTimetable,
  withdrawFact,
} from './set-calendar.ts';
export { setGateRules } from './set-gate-rules.ts';
export { addYear, correctTerms } from './set-years.ts';
