import type { WireFaults } from '../../../firmware-sim/src/line/index.ts';
import type { Person } from '../../../firmware-sim/src/school/population.ts';
import type { Crowd } from '../people/crowd.ts';
import type { Guard } from '../people/guard.ts';
import type { Morning } from './morning.ts';
import type { Happening } from './plan.ts';

export interface FaultParts {
  readonly morning: Morning;
  readonly guard: Guard;
  readonly crowd: Crowd;
}

type Handlers = {
  readonly [K in Happening['kind']]: (happening: Extract<Happening, { kind: K }>) => void;
};

const BOOT_MS = 500;

/** Lets happen what the plan says, and knows when each part was disturbed last. */
export class Faults {
  readonly #parts: FaultParts;
  /** Clock ms until which a line, a device or the gateway is, or was, disturbed. */
  readonly #disturbedUntil = new Map<string, number>();
  #visitors = 0;

  constructor(parts: FaultParts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock, plan } = this.#parts.morning;
    for (const happening of plan.happenings) {
      const act = this.#handlers[happening.kind] as (happening: Happening) => void;
      clock.at(happening.at, () => act(happening));
    }
  }

  /** Whether nothing has disturbed the device, its line or the gateway since `since`. */
  quietSince(device: string, line: string, since: number): boolean {
    return this.undisturbedSince([device, line, 'gateway'], since);
  }

  undisturbedSince(parts: readonly string[], since: number): boolean {
    return parts.every((part) => (this.#disturbedUntil.get(part) ?? -1) < since);
  }

  get anyClockStep(): boolean {
    return this.#parts.morning.plan.happenings.some(({ kind }) => kind === 'clock_step');
  }

  readonly #handlers: Handlers = {
    noise: ({ line, bitErrorRate, forMs }) => this.#line(line, { bitErrorRate }, { bitErrorRate: 0 }, forMs),
    lost_bytes: ({ line, rate, forMs }) =>
      this.#line(line, { lostByteRate: rate }, { lostByteRate: 0 }, forMs),
    cable: ({ line, forMs }) => this.#line(line, { cut: true }, { cut: false }, forMs),
    device_reboot: ({ device, offMs }) => {
      const { id, pd } = this.#device(device);
      this.#disturb(id, offMs + BOOT_MS);
      pd.powerCycle(offMs);
    },
    device_mute: ({ device, forMs }) => {
      const { id, pd } = this.#device(device);
      this.#disturb(id, forMs);
      pd.muteUntil(this.#parts.morning.clock.now() + forMs);
    },
    fire: ({ loop, forMs }) => {
      const panel = this.#parts.morning.site.fire.get(`loop${loop}`);
      panel.alarm(true);
      this.#parts.crowd.evacuate(true);
      this.#after(forMs, () => panel.alarm(false));
      this.#parts.guard.resetUntilDone();
    },
    loop_cut: ({ loop, forMs }) => {
      const panel = this.#parts.morning.site.fire.get(`loop${loop}`);
      panel.setCable('cut');
      this.#after(forMs, () => panel.setCable('sound'));
      this.#parts.guard.resetUntilDone();
    },
    process_kill: ({ downMs }) => this.#stop(false, downMs),
    power_cut: ({ downMs }) => this.#stop(true, downMs),
    slow_disk: ({ stallMs, forMs }) => {
      const { disk } = this.#parts.morning.gateway;
      disk.stallMs = stallMs;
      this.#after(forMs, () => {
        disk.stallMs = 0;
      });
    },
    failing_disk: ({ forMs }) => {
      const { disk } = this.#parts.morning.gateway;
      disk.failing = true;
      this.#after(forMs, () => {
        disk.failing = false;
      });
    },
    network: ({ forMs }) => {
      const { cloud } = this.#parts.morning;
      cloud.online = false;
      this.#after(forMs, () => {
        cloud.online = true;
      });
    },
    clock_step: ({ ms }) => this.#parts.morning.gateway.stepClock(ms),
    free_mode: ({ lane, direction, forMs }) => {
      const { gateway } = this.#parts.morning;
      const until = gateway.now.utc + forMs;
      gateway.order({ name: 'mode', lane: `lane${lane}`, direction, mode: 'free', until });
    },
    lockdown: ({ forMs }) => {
      const { gateway } = this.#parts.morning;
      gateway.order({ name: 'lockdown', on: true });
      this.#until(forMs, () => gateway.order({ name: 'lockdown', on: false }) === 'done');
    },
    drill: ({ forMs }) => {
      this.#parts.morning.gateway.order({ name: 'fire_drill', zone: 'main', on: true });
      this.#after(forMs, () => this.#parts.guard.resetUntilDone());
    },
    forget: ({ whose }) => {
      const { cards, gateway } = this.#parts.morning;
      gateway.order({ name: 'passback_reset', ...(whose === 'first' && { token: cards[0]!.token }) });
    },
    visitor: ({ lane, direction }) => this.#parts.guard.visitor(this.#visitor(), direction, `lane${lane}`),
  };

  #line(index: number, on: Partial<WireFaults>, off: Partial<WireFaults>, forMs: number): void {
    const id = `line${index}`;
    const { bus } = this.#parts.morning.site.lines.get(id);
    this.#disturb(id, forMs);
    bus.setFaults(on);
    this.#after(forMs, () => bus.setFaults(off));
  }

  #stop(power: boolean, downMs: number): void {
    const { gateway } = this.#parts.morning;
    this.#disturb('gateway', downMs);
    gateway.stop(power);
    this.#after(downMs, () => {
      if (gateway.core === undefined) gateway.start();
    });
  }

  #device(index: number) {
    const [id, { pd }] = this.#parts.morning.site.devices.entries[index]!;
    return { id, pd };
  }

  #visitor(): Person {
    const id = `visitor${++this.#visitors}`;
    return { id, label: id, kind: 'visitor', shift: undefined, cards: [] };
  }

  #disturb(part: string, forMs: number): void {
    const until = this.#parts.morning.clock.now() + forMs;
    this.#disturbedUntil.set(part, Math.max(until, this.#disturbedUntil.get(part) ?? 0));
  }

  #after(ms: number, action: () => void): void {
    const { clock } = this.#parts.morning;
    clock.at(clock.now() + ms, action);
  }

  #until(ms: number, done: () => boolean): void {
    this.#after(ms, () => {
      if (!done()) this.#until(500, done);
    });
  }
}
