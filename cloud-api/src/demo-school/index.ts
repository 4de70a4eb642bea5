export { type DemoOptions, demoCommand, seedDemo } from './command.ts';
export { DEMO, inventSchool, type SchoolSize } from './invent-school.ts';
export { openDay } from './open-day.ts';
export { type SimulatedCard, simulatedCards, writePeopleFile } from './people-file.ts';
export type { PlannedStudent, SchoolPlan } from './plan.ts';
export type { SeedPlace } from './seed-places.ts';
export { type SeededSchool, seedSchool } from './seed-school.ts';
