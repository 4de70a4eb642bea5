import type { Place } from '../decision/types.ts';
import type { Moment } from '../moment.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { StateChange, StateRow } from '../state-rows.ts';

const AREA = 'presence';
const DOUBT_AREA = 'presence_doubt';

interface Mark {
  readonly side: Direction;
  readonly lane: string;
  readonly utc: number;
  /** Of this run only: a clock that steps must not stretch an interval. */
  readonly mono?: number;
}

/**
 * Where the gate last saw each holder, per zone. Only completed passages and attestations are told to it (I4). Keys are
 * `zone/holder`; a zone has no slash.
 */
export class Presence {
  readonly #marks = new Map<string, Mark>();
  readonly #inside = new Map<string, number>();
  readonly #doubts = new Map<string, Mark['utc']>();
  readonly #doubtMono = new Map<string, number>();

  constructor(rows: readonly StateRow[]) {
    for (const { area, key, value } of rows) {
      if (area === AREA) this.#set(key, JSON.parse(value) as Mark);
      if (area === DOUBT_AREA) this.#doubts.set(key, JSON.parse(value).utc);
    }
  }

  /** Records a passage. */
  moved(zone: string, holder: string, side: Direction, lane: string, at: Moment): StateChange {
    const key = `${zone}/${holder}`;
    const { utc, mono } = at;
    this.#set(key, { side, lane, utc, mono });
    return { op: 'put', area: AREA, key, value: JSON.stringify({ side, lane, utc }) };
  }

  place(zone: string, holder: string, now: Moment): Place | undefined {
    const mark = this.#marks.get(`${zone}/${holder}`);
    if (mark === undefined) return undefined;
    const agoMs = mark.mono === undefined ? now.utc - mark.utc : now.mono - mark.mono;
    // A place of an earlier run that is dated later than now: the clock has stepped, by who knows how much.
    const doubtful = agoMs < 0 || this.#doubted(zone, mark);
    return { side: mark.side, lane: mark.lane, agoMs: Math.max(0, agoMs), doubtful };
  }

  /** From now on, until they are seen again, everybody's place in the zone is doubtful: bodies may pass unrecorded. */
  doubt(zone: string, at: Moment): StateChange {
    // A clock that was set back must not let places that are doubtful seem newer than the doubt at the next start.
    const utc = Math.max(at.utc, this.lastMove ?? at.utc);
    this.#doubts.set(zone, utc);
    this.#doubtMono.set(zone, at.mono);
    return { op: 'put', area: DOUBT_AREA, key: zone, value: JSON.stringify({ utc }) };
  }

  /** Forgets one holder in all zones. */
  forget(holder: string): StateChange[] {
    const keys = [...this.#marks.keys()].filter((key) => key.slice(key.indexOf('/') + 1) === holder);
    return keys.map((key) => {
      this.#count(key, this.#marks.get(key), undefined);
      this.#marks.delete(key);
      return { op: 'delete', area: AREA, key };
    });
  }

  forgetAll(): StateChange[] {
    this.#marks.clear();
    this.#inside.clear();
    this.#doubts.clear();
    this.#doubtMono.clear();
    return [
      { op: 'clear', area: AREA },
      { op: 'clear', area: DOUBT_AREA },
    ];
  }

  /** UTC ms of the newest passage that is remembered. */
  get lastMove(): number | undefined {
    let last: number | undefined;
    for (const { utc } of this.#marks.values()) if (last === undefined || utc > last) last = utc;
    return last;
  }

  /** Holders whose last passage led into the zone. */
  inside(zone: string): number {
    return this.#inside.get(zone) ?? 0;
  }

  /** Whether this holder is one of them. */
  isInside(zone: string, holder: string): boolean {
    return this.#marks.get(`${zone}/${holder}`)?.side === 'in';
  }

  #doubted(zone: string, mark: Mark): boolean {
    const mono = this.#doubtMono.get(zone);
    // Whoever was seen in this run was seen after every doubt of earlier ones, whatever their clock said.
    if (mark.mono !== undefined) return mono !== undefined && mono >= mark.mono;
    const utc = this.#doubts.get(zone);
    return utc !== undefined && (mono !== undefined || utc >= mark.utc);
  }

  #set(key: string, mark: Mark): void {
    this.#count(key, this.#marks.get(key), mark);
    this.#marks.set(key, mark);
  }

  #count(key: string, before: Mark | undefined, after: Mark | undefined): void {
    const zone = key.slice(0, key.indexOf('/'));
    const step = Number(after?.side === 'in') - Number(before?.side === 'in');
    if (step !== 0) this.#inside.set(zone, (this.#inside.get(zone) ?? 0) + step);
  }
}
