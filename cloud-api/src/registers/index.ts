export { addGateway } from './add-gateway.ts';
export { type AddedSchool, addSchool } from './add-school.ts';
export { schoolCommand } from './command.ts';
export * from './schemas.ts';
export {
  addCalendarDays,
  addYear,
  assertPeriods,
  setBells,
  setShift,
  setTimetable,
  withdrawFact,
} from './set-calendar.ts';
export { type GateRules, setGateRules } from './set-gate-rules.ts';
