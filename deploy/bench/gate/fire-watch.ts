import type { Site, SiteEvent } from '@vratar/firmware-sim/site';
import type { Clock } from '@vratar/firmware-sim/time';
import { isFreed } from './lanes.ts';

/** One alarm, by its stages. Milliseconds. */
export interface FireSample {
  /** From the contact's change to the last byte of the last release. */
  readonly total: number;
  /** From the contact's change until its device had been asked. */
  readonly asked: number;
  /** From then until the first device had its release. */
  readonly decided: number;
  /** From then until the last one had. */
  readonly released: number;
  /** Commands that were no releases, on the line that was last, during `released`. */
  readonly others: number;
  /** The most that the simulator was behind its own clock, during all of it. */
  readonly late: number;
}

export interface FireWatchParts {
  readonly site: Site;
  readonly clock: Clock;
  /** Devices of lanes that can be freed, by line. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** The device whose contact changes. */
  readonly contact: string;
}

type CommandEvent = Extract<SiteEvent, { kind: 'command' }>;

/** Follows one alarm from its contact to the last of the lanes. */
export class FireWatch {
  readonly #parts: FireWatchParts;
  readonly #beganAt: number;
  readonly #locked: Set<string>;
  readonly #done: (sample: FireSample) => void;
  readonly #stop: () => void;
  #askedAt: number | undefined;
  #firstAt: number | undefined;
  readonly #others = new Map<string, number>();
  #late = 0;

  /** @param done is told what it took; never where a lane stays locked */
  constructor(parts: FireWatchParts, done: (sample: FireSample) => void) {
    this.#parts = parts;
    this.#done = done;
    this.#beganAt = parts.clock.now();
    this.#locked = new Set([...parts.lines.values()].flat().filter((lane) => !isEvacuated(parts.site, lane)));
    this.#stop = parts.site.listen((event) => {
      if (event.kind === 'command') this.#heard(event);
    });
  }

  /** Lanes that are not free yet. */
  get locked(): readonly string[] {
    return [...this.#locked];
  }

  stop(): void {
    this.#stop();
  }

  #heard({ device, atMs, entry }: CommandEvent): void {
    const { site, clock, contact } = this.#parts;
    this.#late = Math.max(this.#late, clock.now() - atMs);
    if (device === contact && this.#askedAt === undefined && isInputs(entry.reply)) this.#askedAt = atMs;
    if (this.#askedAt === undefined) return;
    const line = this.#lineOf(device);
    if (entry.name !== 'OUT') {
      if (this.#firstAt !== undefined) this.#others.set(line, (this.#others.get(line) ?? 0) + 1);
      return;
    }
    if (!isEvacuated(site, device)) return;
    this.#firstAt ??= atMs;
    if (this.#locked.delete(device) && this.#locked.size === 0) this.#finish(atMs, line);
  }

  #finish(at: number, line: string): void {
    this.#stop();
    const [asked, first] = [this.#askedAt!, this.#firstAt!];
    this.#done({
      total: at - this.#beganAt,
      asked: asked - this.#beganAt,
      decided: first - asked,
      released: at - first,
      others: this.#others.get(line) ?? 0,
      late: this.#late,
    });
  }

  #lineOf(device: string): string {
    const found = [...this.#parts.lines].find(([, devices]) => devices.includes(device));
    return found?.[0] ?? '';
  }
}

const isEvacuated = (site: Site, lane: string): boolean =>
  isFreed(site, lane, 'in') && isFreed(site, lane, 'out');

const isInputs = (reply: CommandEvent['entry']['reply']): boolean =>
  typeof reply === 'object' && reply.kind === 'ISTATR';
