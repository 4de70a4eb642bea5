export { ACTS, type Act, DELEGABLE, TOKEN_SCOPES, type TokenScope } from './acts.ts';
export { isYoung } from './age.ts';
export {
  ASSIGNED_ROLES,
  type AssignedRole,
  type Child,
  type Grant,
  type Role,
  SCHOOL_ROLES,
  type SchoolRole,
  type Target,
} from './grant.ts';
export { holds } from './holds.ts';
export { may, mayAny } from './may.ts';
