import type { Sensors, Timing } from '../config/index.ts';
import type { Direction } from '../schedule/lookup.ts';
import { type Contact, RESTING, report, settle, settlesAt } from './contact.ts';
import { type Change, decodeContact, NEW_PAIR_STATE, type SensorRole, type Signal } from './decoders.ts';
import { expireGap, type PairState, pairTimer } from './pair.ts';

/** All contacts of one lane that see bodies. */
export interface SensorState {
  readonly contacts: Readonly<Partial<Record<SensorRole, Contact>>>;
  readonly pair: PairState;
  readonly stuck: readonly SensorRole[];
}

export const NEW_SENSORS: SensorState = { contacts: {}, pair: NEW_PAIR_STATE, stuck: [] };

export interface SensorSettings {
  readonly kind: Sensors['kind'];
  readonly timing: Timing;
  /** Direction of the open grant: what two changes in one report most likely mean. */
  readonly hint: Direction | undefined;
}

export interface SensorStep {
  readonly state: SensorState;
  readonly signals: readonly Signal[];
}

/** Takes one report of some contacts, `true` is active. */
export function reportSensors(
  before: SensorState,
  reports: Readonly<Partial<Record<SensorRole, boolean>>>,
  at: number,
  settings: SensorSettings,
): SensorStep {
  const settled = runSensors(before, at, settings);
  const contacts = { ...settled.state.contacts };
  for (const [role, active] of Object.entries(reports) as [SensorRole, boolean][]) {
    contacts[role] = report(contacts[role] ?? RESTING, active, at);
  }
  const again = runSensors({ ...settled.state, contacts }, at, settings);
  return { state: again.state, signals: [...settled.signals, ...again.signals] };
}

/** Since when a contact may have met a body that it has not told of yet; infinite when none may. */
export const touchedSince = ({ contacts }: SensorState): number =>
  Math.min(
    ...Object.values(contacts).map(({ touchedAt }) => touchedAt ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );

/** Lets everything happen that is due until `now`. */
export function runSensors(before: SensorState, now: number, settings: SensorSettings): SensorStep {
  const changes = settleAll(before, now, settings);
  let state = changes.state;
  const signals: Signal[] = [];
  for (const change of inOrder(changes.changed, state.pair, settings.hint)) {
    if (state.stuck.includes(change.role)) continue;
    const step = decodeContact(settings.kind, state.pair, {
      ...change,
      atBoth: isBeside(changes, change),
    });
    state = { ...state, pair: step.pair };
    signals.push(...step.signals);
  }
  if (now >= pairTimer(state.pair)) {
    const step = expireGap(state.pair);
    state = { ...state, pair: step.state };
    signals.push(...step.signals);
  }
  return noticeStuck(state, signals, now, settings);
}

/** Monotonic time at which `runSensors` has something to do. */
export function sensorTimer(
  { contacts, pair, stuck }: SensorState,
  { kind, timing }: SensorSettings,
): number {
  let next = pairTimer(pair);
  for (const [role, contact] of Object.entries(contacts) as [SensorRole, Contact][]) {
    next = Math.min(next, settlesAt(contact, timing.debounceMs));
    if (canStick(kind, contact) && !stuck.includes(role))
      next = Math.min(next, contact.activeSince + timing.stuckMs);
  }
  return next;
}

function settleAll(
  state: SensorState,
  now: number,
  { timing }: SensorSettings,
): { state: SensorState; changed: Change[] } {
  const contacts = { ...state.contacts };
  const changed: Change[] = [];
  for (const [role, contact] of Object.entries(contacts) as [SensorRole, Contact][]) {
    const step = settle(contact, now, timing.debounceMs);
    contacts[role] = step.contact;
    if (step.changedAt !== undefined) changed.push({ role, active: step.contact.active, at: step.changedAt });
  }
  return { state: { ...state, contacts }, changed };
}

/** Whether another contact met a body in the same report; one that bounces is told of later than this one. */
const isBeside = (
  { changed, state: { contacts } }: ReturnType<typeof settleAll>,
  { role, at }: Change,
): boolean =>
  changed.some((other) => other.role !== role && other.active && other.at === at) ||
  Object.entries(contacts).some(
    ([other, { active, touchedAt }]) => other !== role && !active && touchedAt === at,
  );

/** By time; of two beams that changed in one report, the one that a body in the expected direction touches first. */
function inOrder(
  changed: readonly Change[],
  pair: PairState,
  hint: Direction | undefined,
): readonly Change[] {
  const near = pair.near ?? (hint === 'out' ? 'inner' : 'outer');
  return [...changed].sort((a, b) => a.at - b.at || Number(b.role === near) - Number(a.role === near));
}

/** A stuck contact says nothing any more; when it lets go it is trusted again. */
function noticeStuck(
  state: SensorState,
  signals: readonly Signal[],
  now: number,
  { kind, timing }: SensorSettings,
): SensorStep {
  const entries = Object.entries(state.contacts) as [SensorRole, Contact][];
  const stuck = entries
    .filter(([, contact]) => canStick(kind, contact) && now >= contact.activeSince + timing.stuckMs)
    .map(([role]) => role);
  const fresh = stuck.filter((role) => !state.stuck.includes(role));
  if (fresh.length === 0) return { state: { ...state, stuck }, signals };
  const unclear: Signal = { kind: 'unclear', direction: undefined, at: now };
  return { state: { ...state, stuck, pair: NEW_PAIR_STATE }, signals: [...signals, unclear] };
}

/** An open door is `held`, not stuck. */
const canStick = (kind: Sensors['kind'], contact: Contact): boolean => kind !== 'door' && contact.active;
