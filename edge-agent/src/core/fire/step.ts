import type { Fire, FireZone } from '../config/index.ts';
import type { Moment } from '../moment.ts';
import type { InputReading } from './contact.ts';
import { endHold, type FireLatch, NEVER_SET, type ZoneLatch } from './latch.ts';
import type { FireEffect, FireInputEvent, FireState, FireStep, ResetRefusal, ZoneState } from './types.ts';

/** Fire as it stands when a run begins: zones as they were found, inputs not read yet. */
export function startFire(fire: Fire, latch: FireLatch, now: Moment): FireState {
  const since = { since: now.mono, sinceUtc: now.utc };
  const zones = new Set([...fire.zones.map(({ id }) => id), ...Object.keys(latch)]);
  return {
    inputs: Object.fromEntries(fire.inputs.map(({ id }) => [id, 'unread' as const])),
    zones: Object.fromEntries([...zones].map((id) => [id, { record: latch[id] ?? NEVER_SET, ...since }])),
  };
}

/**
 * The zones of the configuration, and those that it has lost while something holds them. What these watched and freed
 * nobody knows any more: they free every lane, and no alarm may be one of theirs when they are reset (I1).
 */
export function zonesOf(fire: Fire, state: FireState): readonly FireZone[] {
  const inputs = fire.inputs.map(({ id }) => id);
  const lost = heldZones(state).filter((id) => fire.zones.every((zone) => zone.id !== id));
  return [...fire.zones, ...lost.map((id) => ({ id, inputs }))];
}

/** Ids of what is held now. */
export const heldZones = ({ zones }: FireState): readonly string[] =>
  Object.keys(zones).filter((id) => latchOfZone(zones[id]) !== undefined);

/** One step of all zones. Pure. @param nextId gives ids that no run has given before */
export function stepFire(
  fire: Fire,
  state: FireState,
  input: FireInputEvent,
  now: Moment,
  nextId: () => string,
): FireStep {
  switch (input.kind) {
    case 'readings':
      return read(fire, state, input.readings, (zone) => hold(zone, 'fire', now, nextId));
    case 'reset':
      return reset(fire, state, input);
    case 'drill':
      return drill(fire, state, input, (zone) => hold(zone, 'drill', now, nextId));
  }
}

/** What holds a zone free now. */
export const latchOfZone = (zone: ZoneState | undefined): ZoneLatch | undefined => zone?.record.hold?.as;

/** The value that the latch files have to hold. */
export function latchOf(state: FireState): FireLatch {
  const used = Object.entries(state.zones).filter(([, { record }]) => record !== NEVER_SET);
  return Object.fromEntries(used.map(([id, { record }]) => [id, record]));
}

const hold = (zone: ZoneState, as: ZoneLatch, now: Moment, nextId: () => string): ZoneState => ({
  record: endHold(zone.record, { as, id: nextId() }),
  since: now.mono,
  sinceUtc: now.utc,
});

function read(
  fire: Fire,
  state: FireState,
  readings: Readonly<Record<string, InputReading>>,
  set: (zone: ZoneState) => ZoneState,
): FireStep {
  const changed = Object.entries(readings).filter(([id, reading]) => state.inputs[id] !== reading);
  if (changed.length === 0) return { state, effects: [] };
  const inputs = { ...state.inputs, ...readings };
  const zones = { ...state.zones };
  const effects: FireEffect[] = [];
  for (const [id, reading] of changed) {
    const was = state.inputs[id] ?? 'unread';
    if (reading === 'alarm') effects.push(...alarm(fire, zones, id, was, set));
    effects.push({ kind: 'input', input: id, reading, was });
  }
  return { state: { inputs, zones }, effects };
}

/** Sets every zone of the input that a fire does not hold yet. */
function alarm(
  fire: Fire,
  zones: Record<string, ZoneState>,
  input: string,
  was: InputReading,
  set: (zone: ZoneState) => ZoneState,
): FireEffect[] {
  const late = was === 'unread' || was === 'unreadable';
  return fire.zones
    .filter((zone) => zone.inputs.includes(input) && latchOfZone(zones[zone.id]) !== 'fire')
    .map(({ id: zone }) => {
      const before = zones[zone]!;
      const after = set(before);
      zones[zone] = after;
      const how = { was: latchOfZone(before), inputs: [input], observedLate: late, record: after.record };
      return { kind: 'set', zone, latch: 'fire', ...how };
    });
}

/** Drills may be ordered from afar: in a fire none begins, and the end of one ends no fire that came meanwhile (I1). */
function drill(
  fire: Fire,
  state: FireState,
  order: Extract<FireInputEvent, { kind: 'drill' }>,
  set: (zone: ZoneState) => ZoneState,
): FireStep {
  const { zone, by } = order;
  const before = state.zones[zone];
  const isKnown = zonesOf(fire, state).some(({ id }) => id === zone);
  if (before === undefined || !isKnown) return refused(state, zone, by, 'fire_zone_unknown', []);
  const latch = latchOfZone(before);
  if (latch === 'fire') return refused(state, zone, by, 'fire_not_drill', []);
  if (!order.on) return reset(fire, state, order);
  if (latch === 'drill') return { state, effects: [] };
  const after = set(before);
  const how = { was: undefined, inputs: [], observedLate: false, by, record: after.record };
  return {
    state: { ...state, zones: { ...state.zones, [zone]: after } },
    effects: [{ kind: 'set', zone, latch: 'drill', ...how }],
  };
}

/** Ends a latch: never while an input is in alarm, and past one that is unreadable, or not known any more, only by a name. */
function reset(
  fire: Fire,
  state: FireState,
  {
    zone: id,
    by,
    override,
  }: { readonly zone: string; readonly by: string; readonly override?: string | undefined },
): FireStep {
  const zone = zonesOf(fire, state).find((candidate) => candidate.id === id);
  if (zone === undefined) return refused(state, id, by, 'fire_zone_unknown', []);
  const before = state.zones[id]!;
  const latch = latchOfZone(before);
  if (latch === undefined) return refused(state, id, by, 'fire_not_latched', []);
  const inAlarm = inputsOf(zone, state, 'alarm');
  if (inAlarm.length > 0) return refused(state, id, by, 'fire_input_in_alarm', inAlarm);
  const unreadable = [...inputsOf(zone, state, 'unreadable'), ...inputsOf(zone, state, 'unread')];
  const isLost = !fire.zones.includes(zone);
  if ((unreadable.length > 0 || isLost) && override === undefined) {
    return refused(state, id, by, 'fire_input_unreadable', unreadable);
  }
  const record = endHold(before.record);
  return {
    state: { ...state, zones: { ...state.zones, [id]: { ...before, record } } },
    effects: [{ kind: 'reset', zone: id, was: latch, by, override, unreadable, record }],
  };
}

/** Inputs of a zone with that reading. */
export function inputsOf(zone: FireZone, state: FireState, reading: InputReading): string[] {
  return zone.inputs.filter((input) => state.inputs[input] === reading);
}

function refused(
  state: FireState,
  zone: string,
  by: string,
  code: ResetRefusal,
  inputs: readonly string[],
): FireStep {
  return { state, effects: [{ kind: 'refused', zone, by, code, inputs }] };
}
