import type { CredentialFact } from '../fold/facts.ts';

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
