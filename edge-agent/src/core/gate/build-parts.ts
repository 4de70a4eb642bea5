import type { Site } from '../config/index.ts';
import { EntryCounts } from '../passback/entry-counts.ts';
import { Presence } from '../passback/presence.ts';
import { Alarms } from './alarms.ts';
import { EffectLog } from './effect-log.ts';
import { LaneUnit } from './lane-unit.ts';
import { OrderedModes } from './modes.ts';
import type { Outbox } from './outbox.ts';
import type { GateParts } from './parts.ts';
import { Recorder } from './recorder.ts';
import type { Rules } from './rules.ts';
import type { GateOptions } from './types.ts';
import type { Wiring } from './wiring.ts';

/** What all desks share, from the site and the rows of an earlier run. */
export function partsOf(options: GateOptions, wiring: Wiring, rules: Rules, outbox: Outbox): GateParts {
  const { site, boot, rows, now, readCard, nextTrace } = options;
  const log = new EffectLog();
  const recorder = new Recorder(boot, outbox);
  let ids = 0;
  return {
    site,
    wiring,
    units: unitsOf(site, wiring, () => undefined),
    recorder,
    log,
    alarms: new Alarms(recorder, log),
    presence: new Presence(rows),
    entries: new EntryCounts(rows),
    modes: new OrderedModes(rows, now),
    rules,
    readCard,
    nextTrace,
    nextId: () => ++ids,
  };
}

/** The lanes of a site. @param known a lane that goes on as it is */
export function unitsOf(site: Site, wiring: Wiring, known: (lane: string) => LaneUnit | undefined) {
  const devices = [...wiring.devices.values()];
  const units = site.lanes.map((lane) => {
    const mine = devices.filter(({ outputs, readers }) =>
      [...outputs, ...readers].some((use) => use.lane === lane.id),
    );
    const unit = known(lane.id) ?? new LaneUnit(lane, site.building, mine);
    unit.devices = mine;
    return [lane.id, unit] as const;
  });
  return new Map(units);
}
