/** What somebody may do or see. Routes ask for an act, never for a role. */
export const ACTS = [
  'presence.see',
  'names.see',
  'days.see',
  'people.find',
  'lessons.decide',
  'excuses.enter',
  'excuses.ask',
  'month.check',
  'month.sign',
  'asp.confirm',
  'signals.send',
  'signals.answer',
  'accounts.manage',
  'delegations.give',
  'tokens.manage',
  'audit.see',
  'views.see',
  'registers.see',
  'roster.change',
  'cards.manage',
  'cards.block',
  'cards.report',
  'gates.command',
  'gates.install',
  'gates.rules',
  'visitors.admit',
  'pickup.see',
  'trust.give',
  'consent.give',
  'region.see',
  'fleet.operate',
  'subjects.export',
  'subjects.erase',
] as const;
export type Act = (typeof ACTS)[number];

/** Acts that a principal may hand on; accounts, delegations and tokens stay with the principal. Pages read it, too. */
export const DELEGABLE = [
  'presence.see',
  'names.see',
  'days.see',
  'people.find',
  'lessons.decide',
  'excuses.enter',
  'month.check',
  'month.sign',
  'asp.confirm',
  'signals.send',
  'audit.see',
  'registers.see',
  'roster.change',
  'cards.manage',
  'gates.rules',
] as const satisfies readonly Act[];
export type DelegableAct = (typeof DELEGABLE)[number];

/** Acts that a program may be let do in a school. Nothing that is signed, decided or handed on. */
export const TOKEN_SCOPES = [
  'presence.see',
  'names.see',
  'people.find',
  'registers.see',
  'roster.change',
] as const satisfies readonly Act[];
export type TokenScope = (typeof TOKEN_SCOPES)[number];
