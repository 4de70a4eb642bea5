import { VratarError } from '@vratar/protocol/errors';

/** Who decides, as the accounts know it at this moment. Delegations that have ended are already gone from it. */
export interface Actor {
  readonly school: string;
  readonly account: string;
  /** Classes whose lessons the actor decides: a homeroom teacher's own, all for the principal and delegates. */
  readonly classes: 'all' | ReadonlySet<string>;
  /** Principal, or a delegate for signing whose delegation is active (guard g1). */
  readonly signs: boolean;
}

export function mayDecide(actor: Actor, classId: string | null): boolean {
  return actor.classes === 'all' || (classId !== null && actor.classes.has(classId));
}

/** @throws VratarError `not_allowed` */
export function requireDecider(actor: Actor, classId: string | null): void {
  if (!mayDecide(actor, classId)) throw new VratarError('not_your_class');
}

/** @throws VratarError `not_principal` */
export function requireSigner(actor: Actor): void {
  if (!actor.signs) throw new VratarError('not_principal');
}
