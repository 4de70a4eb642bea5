import type { EventFact } from '../fold/facts.ts';

/**
 * R10: an anonymous release changes the head-count only. One that let a pupil in is, until somebody attributes it, a
 * moment of doubt for every pupil who was outside (R17).
 */
export function isAnonymousPupil(event: EventFact): boolean {
  return event.kind === 'guard_release' && event.reason === 'pupil' && event.direction !== 'out';
}

/** Releases that an attestation has given a name, by identity. */
export class AttributedReleases {
  readonly #keys = new Set<string>();

  add(attestation: EventFact): void {
    if (attestation.attributes === undefined) return;
    this.#keys.add(`${attestation.gateway}/${attestation.epoch}/${attestation.attributes}`);
  }

  has(release: EventFact): boolean {
    return this.#keys.has(`${release.gateway}/${release.epoch}/${release.seq}`);
  }
}
