export { AUDIT_ACTIONS, type AuditAction } from './actions.ts';
export { type AuditAct, audit } from './append.ts';
export { auditCommand } from './command.ts';
export { AUDIT_YEARS, cutAudit } from './cut.ts';
export { type AuditProblem, type ChainReport, verifyAudit } from './verify.ts';
