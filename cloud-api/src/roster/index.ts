export type { RosterContext } from './context.ts';
export { type Enrolling, enrolStudents } from './enrol.ts';
export { erasePeople } from './erase.ts';
export { leaveSchool } from './leave.ts';
export { type Transfer, type Transferred, transferStudent } from './transfer.ts';
