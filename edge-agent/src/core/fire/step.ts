import type { Fire, FireZone } from '../config/index.ts';
import type { Moment } from '../moment.ts';
import type { InputReading } from './contact.ts';
import { type FireLatch, type LatchReading, latchedAtStart, type ZoneLatch } from './latch.ts';
import type { FireEffect, FireInputEvent, FireState, FireStep, ResetRefusal, ZoneState } from './types.ts';

/** Fire as it stands when a run begins: latches as the files say, inputs not read yet. */
export function startFire(fire: Fire, reading: LatchReading, now: Moment): FireState {
  const set = latchedAtStart(
    reading,
    fire.zones.map(({ id }) => id),
  );
  const zones = fire.zones.map(
    ({ id }) => [id, { latch: set[id], since: now.mono, sinceUtc: now.utc }] as const,
  );
  return {
    inputs: Object.fromEntries(fire.inputs.map(({ id }) => [id, 'unread' as const])),
    zones: Object.fromEntries(zones),
  };
}

/** One step of all zones. Pure. */
export function stepFire(fire: Fire, state: FireState, input: FireInputEvent, now: Moment): FireStep {
  switch (input.kind) {
    case 'readings':
      return read(fire, state, input.readings, now);
    case 'reset':
      return reset(fire, state, input);
    case 'drill':
      return drill(fire, state, input, now);
  }
}

/** The value that the latch files have to hold. */
export function latchOf(state: FireState): FireLatch {
  const set = Object.entries(state.zones).filter(([, zone]) => zone.latch !== undefined);
  return Object.fromEntries(set.map(([id, zone]) => [id, zone.latch!]));
}

function read(
  fire: Fire,
  state: FireState,
  readings: Readonly<Record<string, InputReading>>,
  now: Moment,
): FireStep {
  const changed = Object.entries(readings).filter(([id, reading]) => state.inputs[id] !== reading);
  if (changed.length === 0) return { state, effects: [] };
  const inputs = { ...state.inputs, ...readings };
  const zones = { ...state.zones };
  const effects: FireEffect[] = [];
  for (const [id, reading] of changed) {
    const was = state.inputs[id] ?? 'unread';
    if (reading === 'alarm') effects.push(...alarm(fire, zones, id, was, now));
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
  now: Moment,
): FireEffect[] {
  const late = was === 'unread' || was === 'unreadable';
  return fire.zones
    .filter((zone) => zone.inputs.includes(input) && zones[zone.id]!.latch !== 'fire')
    .map(({ id: zone }) => {
      const before = zones[zone]!.latch;
      zones[zone] = { latch: 'fire', since: now.mono, sinceUtc: now.utc };
      return { kind: 'set', zone, latch: 'fire', was: before, inputs: [input], observedLate: late };
    });
}

/** Drills may be ordered from afar: in a fire none begins, and the end of one ends no fire that came meanwhile (I1). */
function drill(
  fire: Fire,
  state: FireState,
  order: Extract<FireInputEvent, { kind: 'drill' }>,
  now: Moment,
): FireStep {
  const { zone, by } = order;
  const before = state.zones[zone];
  if (before === undefined) return refused(state, zone, by, 'fire_zone_unknown', []);
  if (before.latch === 'fire') return refused(state, zone, by, 'fire_not_drill', []);
  if (!order.on) return reset(fire, state, order);
  if (before.latch === 'drill') return { state, effects: [] };
  const set: ZoneState = { latch: 'drill', since: now.mono, sinceUtc: now.utc };
  return {
    state: { ...state, zones: { ...state.zones, [zone]: set } },
    effects: [{ kind: 'set', zone, latch: 'drill', was: undefined, inputs: [], observedLate: false, by }],
  };
}

/** Ends a latch: never while an input is in alarm, and past an unreadable one only by a name. */
function reset(
  fire: Fire,
  state: FireState,
  {
    zone: id,
    by,
    override,
  }: { readonly zone: string; readonly by: string; readonly override?: string | undefined },
): FireStep {
  const zone = fire.zones.find((candidate) => candidate.id === id);
  if (zone === undefined) return refused(state, id, by, 'fire_zone_unknown', []);
  const { latch } = state.zones[id]!;
  if (latch === undefined) return refused(state, id, by, 'fire_not_latched', []);
  const inAlarm = inputsOf(zone, state, 'alarm');
  if (inAlarm.length > 0) return refused(state, id, by, 'fire_input_in_alarm', inAlarm);
  const unreadable = [...inputsOf(zone, state, 'unreadable'), ...inputsOf(zone, state, 'unread')];
  if (unreadable.length > 0 && override === undefined) {
    return refused(state, id, by, 'fire_input_unreadable', unreadable);
  }
  return {
    state: { ...state, zones: { ...state.zones, [id]: { ...state.zones[id]!, latch: undefined } } },
    effects: [{ kind: 'reset', zone: id, was: latch, by, override, unreadable }],
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

export type { ZoneLatch };
