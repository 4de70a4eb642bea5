import type { CredentialFact } from '../fold/facts.ts';
import type { Span } from '../fold/spans.ts';

export interface Holder {
  readonly person: string;
  /** false: the credential had already been taken from the person. */
  readonly valid: boolean;
}

export type CredentialHistory = ReadonlyMap<string, readonly CredentialFact[]>;

export function credentialHistory(facts: readonly CredentialFact[]): CredentialHistory {
  const history = new Map<string, CredentialFact[]>();
  for (const fact of facts) {
    const known = history.get(fact.credential);
    if (known === undefined) history.set(fact.credential, [fact]);
    else known.push(fact);
  }
  return history;
}

/**
 * R12: whoever held the credential at the time of the event is the person. A credential that nobody holds any more
 * points at its last holder, who is not moved by it; before its first validity it points at nobody.
 */
export function holderAt(history: CredentialHistory, credential: string, at: number): Holder | undefined {
  const facts = history.get(credential);
  if (facts === undefined) return undefined;
  let last: CredentialFact | undefined;
  for (const fact of facts) {
    if (at >= fact.from && at < fact.until) return { person: fact.person, valid: true };
    if (at >= fact.until && (last === undefined || fact.until > last.until)) last = fact;
  }
  return last === undefined ? undefined : { person: last.person, valid: false };
}

/**
 * R12 where the time of the event is only bounded (R14): everybody who may have held the credential then. Who received
 * it within the bounds may have passed as well as the one who had it at their beginning.
 */
export function holdersWithin(
  history: CredentialHistory,
  credential: string,
  { from, until }: Span,
): ReadonlySet<string> {
  const holders = new Set<string>();
  const first = holderAt(history, credential, from);
  if (first !== undefined) holders.add(first.person);
  for (const fact of history.get(credential) ?? []) {
    const isHeld = fact.from < fact.until;
    if (isHeld && fact.from <= until && fact.until > from) holders.add(fact.person);
  }
  return holders;
}
