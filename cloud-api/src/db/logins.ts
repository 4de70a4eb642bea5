/**
 * Who connects to the database. `owner` owns every table and runs migrations; the others are what the program works
 * with, and row-level security holds for them:
 * - `api` sees the one school that the transaction names,
 * - `ingest` stores what gateways send,
 * - `jobs` works across schools, on numbers and on ciphertext.
 */
export const ROLES = ['owner', 'api', 'ingest', 'jobs'] as const;
export type Role = (typeof ROLES)[number];

/** PostgreSQL's name of a role. */
export const roleName = (role: Role): string => `vratar_${role}`;

/** Connection string for each role. */
export type Logins = Readonly<Record<Role, string>>;
