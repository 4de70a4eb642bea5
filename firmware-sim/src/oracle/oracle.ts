import type { SiteEvent } from '../site/index.ts';
import type { OracleRecord, Whereabouts } from './records.ts';

export interface Presence {
  readonly person: string;
  readonly now: Whereabouts;
  /** Unix time of the last passage, ms; undefined for whoever has not passed. */
  readonly since: number | undefined;
}

export interface OracleOptions {
  /** Unix time of a moment of the simulation's clock, ms. */
  readonly toUnix: (atMs: number) => number;
  /** Called with each record, in order. */
  readonly record: (record: OracleRecord) => void;
}

/** Knows where every person truly is, whatever gate and cloud believe. Everybody starts outside. */
export class Oracle {
  readonly #options: OracleOptions;
  readonly #presence = new Map<string, Presence>();

  constructor(options: OracleOptions) {
    this.#options = options;
  }

  /** Follows a site: hand it to `site.listen`. */
  readonly observe = (event: SiteEvent): void => {
    const record = this.#recordOf(event);
    if (record === undefined) return;
    this.learn(record);
    this.#options.record(record);
  };

  where(person: string): Presence {
    return this.#presence.get(person) ?? { person, now: 'outside', since: undefined };
  }

  /** Everybody who is inside now. */
  inside(): Presence[] {
    return [...this.#presence.values()].filter(({ now }) => now === 'inside');
  }

  /** Takes up what was recorded in an earlier run. */
  learn(record: OracleRecord): void {
    if (record.kind !== 'ended' || record.outcome !== 'passed') return;
    const { person, now, at } = record;
    this.#presence.set(person, { person, now, since: at });
  }

  #recordOf(event: SiteEvent): OracleRecord | undefined {
    const at = this.#options.toUnix(event.atMs);
    switch (event.kind) {
      case 'tap': {
        const { person, card, lane, direction, read } = event;
        return { at, kind: 'tap', person, card, lane, direction, read };
      }
      case 'walk-began': {
        const { person, lane, direction, plan } = event;
        return { at, kind: 'began', person, lane, direction, plan };
      }
      case 'walk-ended': {
        const { person, lane, direction, outcome } = event;
        const side = direction === 'in' ? 'inside' : 'outside';
        const now = outcome === 'passed' ? side : this.where(person).now;
        return { at, kind: 'ended', person, lane, direction, outcome, now };
      }
      case 'fire': {
        const { loop, actuated, cable } = event;
        return { at, kind: 'fire', loop, actuated, cable };
      }
      case 'power':
        return { at, kind: 'power', device: event.device, on: event.on };
      default:
        return undefined;
    }
  }
}
