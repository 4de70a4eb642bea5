import { type Direction, Mechanism, type Presence, type StuckSensor, type Walker } from '../lane/index.ts';
import type { PanelView, Pd } from '../pd/index.ts';
import type { Clock } from '../time/index.ts';
import type { ContactWire } from './contact-wire.ts';
import type { SiteListener } from './events.ts';
import type { LaneConfig } from './lane-config.ts';

export type Lamp = 'go' | 'stop';

export interface SideView {
  readonly free: boolean;
  readonly go: boolean;
  readonly stop: boolean;
  /** Undefined when this side has no reader. */
  readonly panel: PanelView | undefined;
  readonly readerPowered: boolean;
}

export interface LaneView {
  readonly id: string;
  readonly label: string;
  readonly kind: LaneConfig['kind'];
  readonly in: SideView | undefined;
  readonly out: SideView | undefined;
  readonly armsDown: boolean;
  readonly siren: boolean;
  readonly sensors: readonly boolean[];
  readonly present: readonly Presence[];
  readonly powered: boolean;
  readonly jammed: boolean;
  readonly tampered: boolean;
  /** What this lane has beside barrier and readers. */
  readonly wired: { readonly button: boolean; readonly tamper: boolean };
}

/** A reader with the device behind it. */
export interface LaneReader {
  readonly pd: Pd;
  readonly reader: number;
  /** Holds a card to it; false when nothing came of it. */
  present(card: string): boolean;
}

export interface LaneParts {
  readonly readers: Partial<Record<Direction, LaneReader>>;
  readonly contacts: readonly ContactWire[];
  readonly button: ContactWire | undefined;
  readonly tamper: ContactWire | undefined;
  readonly arms: ContactWire | undefined;
}

/** One lane: barrier, readers, lamps, siren, contacts, and the people at it. */
export class SimLane {
  readonly id: string;
  readonly config: LaneConfig;
  readonly mechanism: Mechanism;
  readonly #clock: Clock;
  readonly #parts: LaneParts;
  readonly #emit: SiteListener;
  readonly #lamps = { in: { go: false, stop: false }, out: { go: false, stop: false } };
  #siren = false;
  #powered = true;
  #jammed = false;

  constructor(clock: Clock, config: LaneConfig, parts: LaneParts, emit: SiteListener) {
    this.id = config.id;
    this.config = config;
    this.#clock = clock;
    this.#parts = parts;
    this.#emit = emit;
    const lane = this.id;
    this.mechanism = new Mechanism({
      clock,
      kind: config.kind,
      lock: config.lock,
      sensors: config.sensors,
      listener: {
        sensor: (sensor, on) => this.#parts.contacts[sensor]?.actuate(on),
        began: ({ id, direction, plan }, atMs) =>
          emit({ kind: 'walk-began', atMs, lane, direction, person: id, plan }),
        ended: ({ id, direction }, outcome, atMs) =>
          emit({ kind: 'walk-ended', atMs, lane, direction, person: id, outcome }),
        freed: (direction, free, atMs) => emit({ kind: 'freed', atMs, lane, direction, free }),
        arms: (down, atMs) => {
          this.#parts.arms?.actuate(down);
          emit({ kind: 'arms', atMs, lane, down });
        },
      },
    });
  }

  /** A person holds a card to the reader of this side. False when the reader did not take it. */
  tap(direction: Direction, person: string, card: string): boolean {
    const reader = this.#parts.readers[direction];
    const read = reader?.present(card) ?? false;
    const atMs = this.#clock.now();
    this.#emit({ kind: 'tap', atMs, lane: this.id, direction, person, card, read });
    return read;
  }

  approach(walker: Walker): void {
    this.mechanism.approach(walker);
  }

  setLamp(direction: Direction, lamp: Lamp, on: boolean, atMs: number): void {
    this.#lamps[direction][lamp] = on;
    this.#emit({ kind: 'lamp', atMs, lane: this.id, lamp: `${direction}-${lamp}`, on });
  }

  setSiren(on: boolean, atMs: number): void {
    this.#siren = on;
    this.#emit({ kind: 'lamp', atMs, lane: this.id, lamp: 'siren', on });
  }

  /** Somebody holds the release button beside the lane for so long. */
  pressButton(forMs: number): boolean {
    const { button } = this.#parts;
    if (button === undefined) return false;
    button.actuate(true);
    this.#clock.at(this.#clock.now() + forMs, () => button.actuate(false));
    return true;
  }

  /** The housing is opened or closed. */
  setTamper(open: boolean): boolean {
    this.#parts.tamper?.actuate(open);
    return this.#parts.tamper !== undefined;
  }

  setPowered(powered: boolean): void {
    this.#powered = powered;
    this.mechanism.setPowered(powered);
  }

  setJammed(jammed: boolean): void {
    this.#jammed = jammed;
    this.mechanism.setLockFaults({ jammed });
  }

  setStuckSensor(sensor: number, stuck: StuckSensor | undefined): void {
    this.mechanism.setStuckSensor(sensor, stuck);
  }

  view(): LaneView {
    return {
      id: this.id,
      label: this.config.label ?? this.id,
      kind: this.config.kind,
      in: this.#side('in'),
      out: this.#side('out'),
      armsDown: this.mechanism.armsDown,
      siren: this.#siren,
      sensors: this.mechanism.sensors(),
      present: this.mechanism.present,
      powered: this.#powered,
      jammed: this.#jammed,
      wired: { button: this.#parts.button !== undefined, tamper: this.#parts.tamper !== undefined },
      tampered: this.#parts.tamper?.contact.actuated ?? false,
    };
  }

  #side(direction: Direction): SideView | undefined {
    if (this.config[direction] === undefined) return undefined;
    const reader = this.#parts.readers[direction];
    return {
      free: this.mechanism.isFree(direction),
      ...this.#lamps[direction],
      panel: reader?.pd.view().panels[reader.reader],
      readerPowered: reader?.pd.powered ?? false,
    };
  }
}
