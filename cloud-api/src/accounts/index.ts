export { addAccount, resetPassword } from './add-account.ts';
export { assignRole, type NewRole } from './assign-role.ts';
export { type Caller, Callers, requireAct, schoolOf } from './caller.ts';
export { notify } from './notices/notify.ts';
export { ACTS, type Act, type Grant, holds, isYoung, may, mayAny, type Target } from './permissions/index.ts';
export type { NoticeKind } from './tables.ts';
export { sessionViewer } from './viewer.ts';
