import type { DatedEvent } from '../fold/dating.ts';
import type { EventFact } from '../fold/facts.ts';
import type { DayWindow } from '../fold/settings.ts';
import type { Bounds } from './r14-clock.ts';

/**
 * R10: an anonymous release changes the head-count only. One that let a pupil in is, until somebody attributes it, a
 * moment of doubt for every pupil who was outside (R17).
 */
export function isAnonymousPupil(event: EventFact): boolean {
  return event.kind === 'guard_release' && event.reason === 'pupil' && event.direction !== 'out';
}

/** The releases of a day that attestations have given a name, whatever order all of it arrived in. */
export class NamedReleases {
  readonly #window: DayWindow;
  readonly #releases = new Map<string, DatedEvent>();
  readonly #claims = new Map<DatedEvent, EventFact[]>();

  /** Of other days nothing counts: what arrives for them computes this one no more. */
  constructor(dated: readonly DatedEvent[], window: DayWindow) {
    this.#window = window;
    const named: DatedEvent[] = [];
    for (const moment of dated) {
      if (moment.at < window.starts || moment.at >= window.ends) continue;
      const { event } = moment;
      if (event.kind === 'guard_release') this.#releases.set(keyOf(event, event.seq), moment);
      else if (event.attributes !== undefined) named.push(moment);
    }
    for (const moment of named) {
      const release = this.#releaseOf(moment);
      if (release === undefined) continue;
      const claims = this.#claims.get(release);
      if (claims === undefined) this.#claims.set(release, [moment.event]);
      else claims.push(moment.event);
    }
  }

  has(release: DatedEvent): boolean {
    return this.#claims.has(release);
  }

  /**
   * When whoever is attested passed: at the release that the attestation names, not when the guard found time to say so.
   * Some moment before it where that release is not known, lies on another day or went another way; and where it has
   * been given to somebody else too, perhaps not at all.
   * @returns undefined where it has been said before
   */
  passedAt(attestation: DatedEvent): number | Bounds | undefined {
    const { event, at } = attestation;
    if (event.attributes === undefined) return at;
    const release = this.#releaseOf(attestation);
    if (release === undefined) return this.before(event, { from: at, until: at });
    const claims = this.#claims.get(release) ?? [];
    if (claims.some(({ credential }) => credential !== event.credential))
      return { from: release.at, until: release.at };
    return claims.some(({ seq }) => seq < event.seq) ? undefined : release.at;
  }

  /** Bounds of an event; of an attestation that names a release, reaching back to the beginning of the day. */
  before(event: EventFact, bounds: Bounds): Bounds {
    if (event.attributes === undefined) return bounds;
    return { ...bounds, from: Math.min(bounds.from, this.#window.starts) };
  }

  #releaseOf({ event, at }: DatedEvent): DatedEvent | undefined {
    const release = this.#releases.get(keyOf(event, event.attributes));
    if (release === undefined || release.at > at || release.event.seq >= event.seq) return undefined;
    const isSameWay =
      release.event.lane === event.lane && (release.event.direction ?? 'in') === event.direction;
    return isSameWay ? release : undefined;
  }
}

const keyOf = ({ gateway, epoch }: EventFact, seq: number | undefined): string =>
  `${gateway}/${epoch}/${seq}`;
