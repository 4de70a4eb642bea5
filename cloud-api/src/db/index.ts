export { type ConnectOptions, connect, connectPool, kyselyOver } from './connection.ts';
export { assertDurable } from './durability.ts';
export { enqueue, type JobOptions } from './jobs.ts';
export { type Logins, ROLES, type Role, roleName } from './logins.ts';
export { migrate } from './migrate.ts';
export { type DatabaseOptions, type OpenDatabase, openDatabase } from './open.ts';
export type { Database } from './schema.ts';
export { inSchool, type Scope, setScope } from './scope.ts';
export { grant, ownedBySchool, type Right, type Rights } from './table-rights.ts';
