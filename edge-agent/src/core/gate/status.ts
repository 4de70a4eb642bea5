import type { AlarmChange } from './types.ts';

export interface LaneView {
  readonly lane: string;
  readonly building: string;
  /** `idle`, `committing`, `granted`, `passing`, `forced`, `held`, `evacuation`, `out_of_service`. */
  readonly state: string;
  readonly modes: { readonly in: string; readonly out: string };
  /** `manual`, `schedule`, `configuration`, `lockdown`. */
  readonly causes: { readonly in: string; readonly out: string };
  /** UTC ms. */
  readonly until: { readonly in?: number; readonly out?: number };
  readonly faults: readonly string[];
  readonly lastTap?: {
    readonly at: number;
    readonly direction: 'in' | 'out';
    readonly code: string;
    readonly token?: string;
  };
}

export interface ZoneView {
  readonly zone: string;
  readonly state: 'normal' | 'alarm' | 'latched' | 'drill' | 'fault';
  /** UTC ms. */
  readonly since?: number;
  /** Lanes whose release is not confirmed by their outputs. */
  readonly unconfirmed: readonly string[];
  /** Inputs in alarm, and inputs that cannot be read. */
  readonly inAlarm: readonly string[];
  readonly unreadable: readonly string[];
}

export interface DeviceView {
  readonly line: string;
  readonly address: number;
  readonly online: boolean;
  readonly secure: boolean;
  readonly reason?: string;
}

export interface CoreStatus {
  readonly lanes: readonly LaneView[];
  readonly zones: readonly ZoneView[];
  readonly devices: readonly DeviceView[];
  readonly alarms: readonly AlarmChange[];
  readonly list: { readonly version: number; readonly entries: number; readonly issuedAt?: number };
  /** Events in memory that are not durable yet, and events that found no place. */
  readonly waiting: number;
  readonly dropped: number;
  readonly lockdown: boolean;
  /** People known to be inside each zone. */
  readonly inside: readonly { readonly zone: string; readonly count: number; readonly max?: number }[];
}
