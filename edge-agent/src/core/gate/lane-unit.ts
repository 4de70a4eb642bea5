import type { AllowListEntry } from '@vratar/protocol/lists';
import type { RefusalCode } from '@vratar/protocol/refusals';
import type { Lane, OutputPoint } from '../config/index.ts';
import type { Confirmation } from '../fire/confirmation.ts';
import type { ZoneLatch } from '../fire/latch.ts';
import { NEW_SENSORS, type SensorSettings, type SensorState, touchedSince } from '../lane/sensors.ts';
import { type LaneContext, type LaneState, NEW_LANE } from '../lane/types.ts';
import type { Direction } from '../schedule/lookup.ts';
import type { EffectiveMode } from './modes.ts';
import { DIRECTIONS, type WiredDevice } from './wiring.ts';

/** How long a reader may still be told what to show after a tap. */
export const FEEDBACK_MS = 3_000;

/** What a reader shows and sounds after a tap. */
export interface Feedback {
  readonly id: number;
  readonly code: 'granted' | RefusalCode;
  readonly language: 'bg' | 'ru' | 'en';
  /** Monotonic ms. */
  readonly until: number;
}

/** The first of two cards. */
export interface FirstCard {
  readonly entry: AllowListEntry;
  /** Monotonic ms. */
  readonly until: number;
}

/** An open `free_start`. */
export interface FreeSpan {
  readonly reason: string;
  readonly direction: Direction | undefined;
  readonly passed: { readonly in: number; readonly out: number };
}

export interface TapView {
  readonly at: number;
  readonly direction: Direction;
  readonly code: string;
  readonly token?: string;
}

/** Nothing was read of its contacts between these times (monotonic ms). */
export interface BlindSpan {
  readonly since: number;
  readonly at: number;
}

const BLOCKED: EffectiveMode = { mode: 'blocked', cause: 'configuration' };

/** One lane with everything that the gate knows of it. */
export class LaneUnit {
  readonly config: Lane;
  readonly building: string;
  readonly zone: string;
  /** Devices that show or do something for this lane. */
  devices: readonly WiredDevice[];
  readonly directions: readonly Direction[];
  state: LaneState = NEW_LANE;
  sensors: SensorState = NEW_SENSORS;
  #blind: readonly BlindSpan[] = [];
  /** Monotonic ms of the latest report that was the first of a contact. */
  firstReadAt: number | undefined;
  modes: Record<Direction, EffectiveMode> = { in: BLOCKED, out: BLOCKED };
  feedback: Partial<Record<Direction, Feedback>> = {};
  /** Cards that wait for their second. */
  firsts: Partial<Record<Direction, FirstCard>> = {};
  lastTap: TapView | undefined;
  freeSpan: FreeSpan | undefined;
  /** What holds it free. */
  latch: ZoneLatch | undefined;
  confirmation: Confirmation | undefined;
  siren: { readonly id: number; readonly until: number } | undefined;
  armsDown: boolean | undefined;
  buttonDown = true;
  /** Devices that are gone, by direction. */
  readonly lost: Record<Direction, Set<string>> = { in: new Set(), out: new Set() };
  /** Faults that were told, by code and device. */
  readonly faults = new Set<string>();

  constructor(config: Lane, building: string, devices: readonly WiredDevice[]) {
    this.config = config;
    this.building = config.building ?? building;
    this.zone = config.zone ?? this.building;
    this.devices = devices;
    this.directions = DIRECTIONS.filter((direction) => config[direction] !== undefined);
  }

  get id(): string {
    return this.config.id;
  }

  get context(): LaneContext {
    const { in: inward, out } = this.modes;
    return {
      timing: this.config.timing,
      sensors: this.config.sensors.kind,
      modes: { in: inward.mode, out: out.mode },
    };
  }

  get sensorSettings(): SensorSettings {
    return {
      kind: this.config.sensors.kind,
      timing: this.config.timing,
      hint: this.state.open?.grant.direction,
    };
  }

  /** A body that was met at the end of such a span is told of when its contact has settled, however long it bounces. */
  wasBlind(span: BlindSpan): void {
    const touched = touchedSince(this.sensors);
    this.#blind = [...this.#blind.filter(({ at }) => at >= touched), span];
  }

  /** Since when a body that was met at `at` may have been there. */
  unseenSince(met: number): number | undefined {
    return this.#blind.find(({ since, at }) => since <= met && met <= at)?.since;
  }

  /** One lock holds both directions, as in a door: whatever frees one frees the other. */
  get hasOneLock(): boolean {
    const { in: inward, out } = this.config;
    return inward !== undefined && out !== undefined && isSameOutput(inward.release, out.release);
  }

  /** A direction that exists and whose devices all answer. */
  isAvailable(direction: Direction): boolean {
    return this.directions.includes(direction) && this.lost[direction].size === 0;
  }
}

const isSameOutput = (a: OutputPoint, b: OutputPoint): boolean =>
  a.device === b.device && a.output === b.output;
