import type { Direction } from '../../../firmware-sim/src/lane/index.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import type { Clock } from '../../../firmware-sim/src/time/index.ts';
import type { Gateway } from '../gateway/gateway.ts';

export interface GuardParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly gateway: () => Gateway;
  readonly tokenOf: (person: string) => string;
  /** Sends a person through a lane without a tap. */
  readonly walk: (person: Person, direction: Direction, lane: string) => void;
  /** A zone is free again. */
  readonly onReset: () => void;
}

/** The guard: helps who was refused, lets visitors pass, tries to end a fire until it works. */
export class Guard {
  readonly #parts: GuardParts;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** A pupil whom the lane refused, or who has no card: attested by name, or let in without one. */
  help(person: Person, direction: Direction, lane: string): void {
    const { random, gateway, tokenOf } = this.#parts;
    const byName = random.chance(0.6);
    this.#later(random.int(1_000, 4_000), () => {
      const answer = byName
        ? gateway().order({ name: 'attest', lane, direction, token: tokenOf(person.id) })
        : gateway().order({ name: 'release', lane, direction, reason: 'pupil' });
      if (answer === 'done' || answer === 'fire_zone_free') this.#parts.walk(person, direction, lane);
    });
  }

  visitor(person: Person, direction: Direction, lane: string): void {
    const answer = this.#parts.gateway().order({ name: 'release', lane, direction, reason: 'visitor' });
    if (answer === 'done') this.#parts.walk(person, direction, lane);
  }

  /** Tries to reset the zone every two seconds until the gate agrees. */
  resetUntilDone(): void {
    this.#later(2_000, () => {
      const answer = this.#parts.gateway().order({ name: 'fire_reset', zone: 'main' });
      if (answer === 'done' || answer === 'fire_not_latched') this.#parts.onReset();
      else this.resetUntilDone();
    });
  }

  #later(ms: number, action: () => void): void {
    const { clock } = this.#parts;
    clock.at(clock.now() + ms, action);
  }
}
