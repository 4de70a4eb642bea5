import type { LedWish } from '../../contract.ts';
import { Lamp, type LampWish } from './lamp.ts';
import { type Request, request } from './request.ts';

/** Records of 14 bytes: four and their padding stay within the 128 bytes that every PD receives. */
const MOST_RECORDS = 4;
const AGAIN_AFTER_REFUSAL_MS = 60_000;

/** The LEDs of one PD, as many of them in one command as differ from what it was told. */
export class Lamps {
  readonly #lamps = new Map<number, Lamp>();
  #notBefore = 0;

  reset(): void {
    for (const lamp of this.#lamps.values()) lamp.reset();
    this.#notBefore = 0;
  }

  next(wishes: readonly LedWish[], now: number): Request | undefined {
    if (now < this.#notBefore) return undefined;
    const due = [...this.#group(wishes)]
      .filter(([lamp, wish]) => lamp.differs(wish, now))
      .slice(0, MOST_RECORDS);
    if (due.length === 0) return undefined;
    return request(
      { kind: 'LED', leds: due.map(([lamp, wish]) => lamp.record(wish, now)) },
      (_reply, at) => {
        for (const [lamp, wish] of due) lamp.taken(wish, at);
      },
      (_error, at) => {
        this.#notBefore = at + AGAIN_AFTER_REFUSAL_MS;
      },
    );
  }

  #group(wishes: readonly LedWish[]): Map<Lamp, LampWish> {
    const groups = new Map<Lamp, LampWish>();
    for (const lamp of this.#lamps.values()) groups.set(lamp, {});
    for (const wish of wishes) {
      const lamp = this.#lamp(wish);
      const group = groups.get(lamp) ?? {};
      group[wish.temporary === undefined ? 'steady' : 'passing'] = wish;
      groups.set(lamp, group);
    }
    return groups;
  }

  #lamp({ reader, led }: LedWish): Lamp {
    const key = reader * 256 + led;
    const known = this.#lamps.get(key);
    if (known !== undefined) return known;
    const lamp = new Lamp(reader, led);
    this.#lamps.set(key, lamp);
    return lamp;
  }
}
