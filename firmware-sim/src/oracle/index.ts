export { OracleJournal, readOracle } from './journal.ts';
export { Oracle, type OracleOptions, type Presence } from './oracle.ts';
export type { OracleRecord, Whereabouts } from './records.ts';
