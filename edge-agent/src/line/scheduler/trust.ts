/** A PD whose key is wrong is tried again after this, as a silent one is, ms. */
const RETRY_MS = 5000;
/** Reasons that say: it has a key, and not ours. */
const OTHER_KEY = new Set(['cryptogram', 'refused', 'mac']);

/** What failed handshakes say about a PD, and when to try the next one. */
export class Trust {
  #refusals = 0;
  #suspicion: 'pd_wrong_key' | 'pd_in_clear' = 'pd_in_clear';

  /** What to report when the PD does not take the default key either. */
  get suspicion(): 'pd_wrong_key' | 'pd_in_clear' {
    return this.#suspicion;
  }

  /** A step of the handshake was refused, by the PD or by us. One failure may be chance: a restart in the middle. */
  refused(reason: string): 'again' | 'diagnose' {
    this.#refusals += 1;
    if (this.#refusals === 1) return 'again';
    this.#suspicion = OTHER_KEY.has(reason) ? 'pd_wrong_key' : 'pd_in_clear';
    return 'diagnose';
  }

  /** It is not to be trusted now; gives the ms until it is tried again, when one refusal will do. */
  lost(): number {
    this.#refusals = 1;
    return RETRY_MS;
  }

  proved(): void {
    this.#refusals = 0;
  }
}
