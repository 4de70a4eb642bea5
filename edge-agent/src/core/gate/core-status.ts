import { phaseOf } from '../lane/phase.ts';
import type { Moment } from '../moment.ts';
import type { DeviceDesk } from './device-desk.ts';
import type { FireDesk } from './fire-desk.ts';
import type { LaneUnit } from './lane-unit.ts';
import type { OrderedModes } from './modes.ts';
import type { Outbox } from './outbox.ts';
import type { GateParts } from './parts.ts';
import type { CoreStatus } from './status.ts';

export interface StatusSources {
  readonly parts: GateParts;
  readonly fireDesk: FireDesk;
  readonly deviceDesk: DeviceDesk;
  readonly outbox: Outbox;
}

/** The core as it stands, for whoever looks at it. */
export function coreStatus({ parts, fireDesk, deviceDesk, outbox }: StatusSources, now: Moment): CoreStatus {
  const { alarms, modes, presence, rules, units } = parts;
  const { list } = rules;
  const zones = [...new Set([...units.values()].map(({ zone }) => zone))];
  return {
    lanes: [...units.values()].map((unit) => viewOf(unit, modes, now)),
    zones: fireDesk.views(),
    devices: deviceDesk.views(),
    alarms: alarms.active,
    list: {
      version: list?.version ?? 0,
      entries: list?.size ?? 0,
      ...(list === undefined ? {} : { issuedAt: list.issuedAt }),
    },
    waiting: outbox.waiting,
    dropped: outbox.dropped,
    lockdown: modes.lockdown,
    inside: zones.map((zone) => {
      const max = rules.maxInside(zone);
      return { zone, count: presence.inside(zone), ...(max === undefined ? {} : { max }) };
    }),
  };
}

function viewOf(unit: LaneUnit, ordered: OrderedModes, now: Moment) {
  const { in: inward, out } = unit.modes;
  const ends = { in: ordered.endOf(unit.id, 'in', now), out: ordered.endOf(unit.id, 'out', now) };
  return {
    lane: unit.id,
    building: unit.building,
    state: phaseOf(unit.state),
    modes: { in: inward.mode, out: out.mode },
    causes: { in: inward.cause, out: out.cause },
    until: {
      ...(ends.in === undefined ? {} : { in: ends.in }),
      ...(ends.out === undefined ? {} : { out: ends.out }),
    },
    faults: [...unit.faults],
    ...(unit.lastTap === undefined ? {} : { lastTap: unit.lastTap }),
  };
}
