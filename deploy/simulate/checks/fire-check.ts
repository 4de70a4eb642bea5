import { mergeLatches, toldLatch } from '../../../edge-agent/src/core/index.ts';
import type { LineEvent } from '../../../edge-agent/src/line/contract.ts';
import type { Direction } from '../../../firmware-sim/src/lane/index.ts';
import type { Morning } from '../world/morning.ts';

/** Everything that was disturbed has had time to recover: a device is met, its inputs read, its outputs sent. */
const RECOVERED_MS = 4_000;
/** I1: a lane is free within a second after its device answers; the line's turn and the mechanism's coil come on top. */
const FREE_WITHIN_MS = 1_900;
/** A crash so soon after the alarm may find the latch not written yet. */
const LATCH_WRITE_MS = 25;

/** I1 as an observer of the building sees it, and as an observer of the gate's wishes does. */
export class FireCheck {
  readonly #morning: Morning;
  /** Since when the gate knows of an alarm that nobody has reset, clock ms. */
  #since: number | undefined;
  readonly #alarmSince = new Map<string, number>();
  readonly #wasFree = new Set<string>();
  readonly #releases: readonly Release[];

  constructor(morning: Morning) {
    this.#morning = morning;
    this.#releases = releasesOf(morning);
    morning.site.listen((event) => {
      if (event.kind === 'fire') this.#loopChanged(event.loop, event.actuated || event.cable === 'cut');
      if (event.kind === 'freed' && !event.free) this.#locked(event.lane, event.direction);
    });
  }

  get isLatched(): boolean {
    return this.#since !== undefined;
  }

  /** The gate is about to hear this. */
  heard(line: string, event: LineEvent): void {
    if (event.kind !== 'inputs') return;
    const { inputs } = this.#morning.sites.configured.fire;
    const device = this.#morning.sites.configured.devices.find(
      (other) => other.line === line && other.address === event.address,
    );
    const inAlarm = inputs.some(
      (input) => input.device === device?.id && event.states[input.input] === 'inactive',
    );
    if (inAlarm) this.#since ??= this.#morning.clock.now();
  }

  /** The gate carried out a reset. */
  reset(): void {
    const now = this.#morning.clock.now();
    for (const [loop, since] of this.#alarmSince) {
      const { device } = this.#input(loop);
      if (now - since > RECOVERED_MS && this.#isQuiet(device, now - RECOVERED_MS)) {
        this.#morning.complain(`I1 the fire was reset while ${loop} was in alarm since ${since}`);
      }
    }
    this.#since = undefined;
    this.#wasFree.clear();
  }

  drill(): void {
    this.#since ??= this.#morning.clock.now();
  }

  /** The process is gone; what the latch files and the journal say now is all that is left. */
  crashed(): void {
    const { latch, disk } = this.#morning.gateway;
    const reading = latch.read();
    const told = toldLatch(disk.journal.state.rows(), () => 'unreadable');
    const kept = reading.kind === 'unreadable' || mergeLatches(told, reading.latch).main?.hold !== undefined;
    const now = this.#morning.clock.now();
    if (this.#since !== undefined && !kept && now - this.#since > LATCH_WRITE_MS) {
      this.#morning.complain(`I1 the latch of ${this.#since} was lost in the crash at ${now}`);
    }
    if (!kept) this.#since = undefined;
    else this.#since ??= now;
  }

  /** After each step of the gate: what it wants of every device. */
  wishes(): void {
    const { core } = this.#morning.gateway;
    if (core === undefined || this.#since === undefined) return;
    const { now } = this.#morning.gateway;
    for (const { release, device, energised } of this.#releases) {
      const wish = core.wishes(device.line)(device.address, now.mono);
      const wanted = wish.outputs.find(({ output }) => output === release.output);
      if (!wish.fire || wanted?.kind !== 'steady' || wanted.energised !== energised) {
        this.#morning.complain(
          `I1 under fire since ${this.#since} the gate wants ${JSON.stringify(wanted)} of ${device.id}`,
        );
      }
    }
  }

  /** From time to time: what the building looks like. */
  look(): void {
    const now = this.#morning.clock.now();
    this.#lookForMissed(now);
    if (this.#since === undefined || now < this.#since + FREE_WITHIN_MS) return;
    for (const lane of this.#morning.site.lanes.all) {
      for (const direction of ['in', 'out'] as const) {
        const device = this.#morning.sites.releaseDevice(lane.id, direction);
        if (lane.mechanism.isFree(direction)) this.#wasFree.add(`${lane.id} ${direction}`);
        else if (this.#isQuiet(device, now - RECOVERED_MS)) {
          this.#morning.complain(
            `I1 ${lane.id} ${direction} is locked at ${now}, under fire since ${this.#since}`,
          );
        }
      }
    }
  }

  #lookForMissed(now: number): void {
    if (this.#since !== undefined) return;
    for (const [loop, since] of this.#alarmSince) {
      const { device } = this.#input(loop);
      if (now - since > RECOVERED_MS && this.#isQuiet(device, now - RECOVERED_MS)) {
        this.#morning.complain(`I1 the alarm of ${loop} since ${since} was not noticed until ${now}`);
      }
    }
  }

  #locked(lane: string, direction: Direction): void {
    const side = `${lane} ${direction}`;
    const device = this.#morning.sites.releaseDevice(lane, direction);
    const now = this.#morning.clock.now();
    if (this.#since === undefined || !this.#wasFree.has(side)) return;
    if (this.#isQuiet(device, now - RECOVERED_MS)) {
      this.#morning.complain(
        `I1 ${lane} ${direction} was locked again at ${now}, under fire since ${this.#since}`,
      );
    }
    this.#wasFree.delete(side);
  }

  #loopChanged(loop: string, inAlarm: boolean): void {
    if (inAlarm && !this.#alarmSince.has(loop)) this.#alarmSince.set(loop, this.#morning.clock.now());
    if (!inAlarm) this.#alarmSince.delete(loop);
  }

  #isQuiet(device: string, since: number): boolean {
    const { line } = this.#morning.sites.configured.devices.find(({ id }) => id === device)!;
    return this.#morning.gateway.startedAt < since && this.#morning.faults.quietSince(device, line, since);
  }

  #input(loop: string) {
    return this.#morning.sites.configured.fire.inputs.find(({ id }) => id === loop)!;
  }
}

/** A relay that frees a lane, and what frees it. */
interface Release {
  readonly release: { readonly output: number };
  readonly device: { readonly id: string; readonly line: string; readonly address: number };
  readonly energised: boolean;
}

function releasesOf({ sites: { configured } }: Morning): Release[] {
  const sides = configured.lanes.flatMap((lane) => [lane.in!, lane.out!]);
  return sides.map(({ release }) => ({
    release,
    device: configured.devices.find(({ id }) => id === release.device)!,
    energised: release.energised === 'unlocks',
  }));
}
