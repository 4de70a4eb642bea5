export { BoardConfig, SchoolConfig } from './config.ts';
export { type LoadedSchool, loadSchool } from './load.ts';
export { CardEntry, PeopleFile, parsePeopleFile } from './people-file.ts';
export { oughtToWork, type Person, type PersonCard, populationOf, type Shift } from './population.ts';
export { School, type SchoolOptions } from './school.ts';
