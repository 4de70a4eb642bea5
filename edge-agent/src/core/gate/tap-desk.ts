import type { LineEvent } from '../../line/contract.ts';
import { decide } from '../decision/decide.ts';
import { countedBy, type Decision, holderOf, tokenToTell } from '../decision/types.ts';
import type { ZoneLatch } from '../fire/latch.ts';
import type { Grant } from '../lane/types.ts';
import type { Moment } from '../moment.ts';
import type { Direction } from '../schedule/lookup.ts';
import { decisionInput, firstCard, type Tap } from './decision-input.ts';
import { effectiveMode } from './effective-mode.ts';
import type { LaneDriver } from './lane-driver.ts';
import { FEEDBACK_MS, type Feedback, type FirstCard, type LaneUnit } from './lane-unit.ts';
import type { GateParts } from './parts.ts';
import type { WiredDevice, WiredReader } from './wiring.ts';

/** How long a grant waits for its commit before it opens all the same. */
export const COMMIT_WAIT_MS = 50;

/** One who types is answered once in so long. */
const TYPING_MS = 5_000;

type CardEvent = Extract<LineEvent, { kind: 'card' }>;
type KeypadEvent = Extract<LineEvent, { kind: 'keypad' }>;

/** From a card read to a grant or a refusal. */
export class TapDesk {
  readonly #parts: GateParts;
  readonly #driver: LaneDriver;
  /** Until when what is typed at a reader is answered already, monotonic ms. */
  readonly #typed = new Map<string, number>();

  constructor(parts: GateParts, driver: LaneDriver) {
    this.#parts = parts;
    this.#driver = driver;
  }

  card(device: WiredDevice, event: CardEvent, now: Moment): void {
    const reader = device.readers.find(({ point }) => point.reader === event.reader);
    this.#parts.alarms.set('reader_unknown', `${device.id} ${event.reader}`, reader === undefined, now);
    if (reader === undefined) return;
    const tap = this.#read(device, reader, event, now);
    this.#stage(tap, 'read', event.at);
    if (tap.unit.latch !== undefined) this.#evacuate(tap, now);
    else if (!this.#isRepeated(tap)) this.#decide(tap, now);
  }

  /**
   * Somebody types at a reader: no lane takes a code, and whoever stands there is told so, once for each reader and
   * while. What was typed may be somebody's PIN elsewhere, and goes no further.
   */
  keypad(device: WiredDevice, { reader, at }: KeypadEvent, now: Moment): void {
    const wired = device.readers.find(({ point }) => point.reader === reader);
    const key = `${device.id} ${reader}`;
    if (wired === undefined || now.mono < (this.#typed.get(key) ?? Number.NEGATIVE_INFINITY)) return;
    this.#typed.set(key, now.mono + TYPING_MS);
    const unit = this.#parts.units.get(wired.lane)!;
    if (unit.latch !== undefined) return;
    const reading = { refused: 'card_unreadable' } as const;
    const trace = this.#parts.nextTrace();
    const tap: Tap = { unit, direction: wired.direction, reading, entry: undefined, trace, readAgeMs: 0 };
    this.#stage(tap, 'read', at);
    this.#record(tap, 'denied', 'keypad_unused', now);
    this.#show(tap, 'keypad_unused', now);
    this.#stage(tap, 'refused', now.mono, 'keypad_unused');
  }

  /** How a tap would be decided, by the calendar of `utc` and the places of now; changes nothing. */
  why(unit: LaneUnit, direction: Direction, token: string, utc: number, now: Moment): Decision {
    const at = { ...now, utc };
    if (unit.latch !== undefined) return whileFree(unit.latch);
    const { rules } = this.#parts;
    const entry = rules.list?.find(token);
    const input = decisionInput(
      this.#parts,
      { unit, direction, reading: { token }, entry, trace: '', readAgeMs: 0 },
      now,
    );
    const { mode } = effectiveMode(this.#parts, unit, direction, at);
    return decide({
      ...input,
      utc: at.utc,
      timeTrusted: rules.timeTrusted(at),
      plan: rules.plan(at.utc),
      lane: { ...input.lane, mode },
    });
  }

  #read(device: WiredDevice, { lane, direction }: WiredReader, event: CardEvent, now: Moment): Tap {
    const { reader, bits, data, lastEmptyAt } = event;
    const reading = this.#parts.readCard({ line: device.line, address: device.address, reader, bits, data });
    return {
      unit: this.#parts.units.get(lane)!,
      direction,
      reading,
      entry: 'token' in reading ? this.#parts.rules.list?.find(reading.token) : undefined,
      trace: this.#parts.nextTrace(),
      readAgeMs: lastEmptyAt === undefined ? Number.POSITIVE_INFINITY : now.mono - lastEmptyAt,
    };
  }

  /** The lane is free; the tap only says that its holder was here. */
  #evacuate(tap: Tap, now: Moment): void {
    this.#show(tap, 'granted', now);
    this.#record(tap, 'granted', 'evacuation', now);
  }

  /** The same card again while its own grant waits for its passage is the same tap. */
  #isRepeated({ unit, direction, entry }: Tap): boolean {
    if (entry === undefined) return false;
    const { committing, open, next } = unit.state;
    const waits = open !== undefined && (!open.passed || unit.config.sensors.kind === 'none');
    const grants = [committing, waits ? open.grant : undefined, next?.grant];
    return grants.some((grant) => grant?.holder === holderOf(entry) && grant.direction === direction);
  }

  #decide(tap: Tap, now: Moment): void {
    const { unit, direction, entry } = tap;
    const decision = decide(decisionInput(this.#parts, tap, now));
    const first = firstCard(tap, now);
    // Whoever waits for an escort goes on waiting behind a card that was not read, or that lets nobody in.
    if (decision.granted || decision.code === 'second_card_refused') delete unit.firsts[direction];
    if (!decision.granted) this.#refuse(tap, decision, now);
    else if (first === undefined || holderOf(first.entry) === holderOf(entry!))
      this.#grant(tap, decision, now);
    else this.#escort(tap, first, now);
  }

  /** Much may have changed since the first card was tapped: it is asked about anew, and passes or is refused itself. */
  #escort(by: Tap, { entry: { token } }: FirstCard, now: Moment): void {
    const tap: Tap = { ...by, reading: { token }, entry: this.#parts.rules.list?.find(token) };
    const decision = decide({ ...decisionInput(this.#parts, tap, now), second: undefined });
    if (decision.granted) this.#grant(tap, decision, now, tokenToTell(by.entry!));
    else this.#refuse(tap, decision, now);
  }

  /** @param escort token of the second card */
  #grant(tap: Tap, decision: Decision, now: Moment, escort?: string): void {
    const { unit, direction, trace } = tap;
    const entry = tap.entry!;
    const data = {
      ...(decision.flags.length > 0 ? { flags: decision.flags } : {}),
      ...(escort === undefined ? {} : { escort }),
      ...(entry.kind === 'pupil' ? {} : { card: entry.kind }),
    };
    const told = Object.keys(data).length > 0 ? data : undefined;
    const token = tokenToTell(entry);
    const event = { kind: 'granted', at: now.mono, direction, token, trace, data: told } as const;
    const draft = this.#driver.event(unit, event, now);
    const grant: Grant = {
      id: this.#parts.nextId(),
      direction,
      by: 'card',
      trace,
      token,
      holder: holderOf(entry),
      counted: countedBy(entry),
      data: told,
      draft,
      waitUntil: now.mono + COMMIT_WAIT_MS,
    };
    this.#show(tap, 'granted', now);
    this.#stage(tap, 'decided', now.mono, 'granted');
    this.#driver.step(unit, { kind: 'grant', grant, at: now.mono }, now);
  }

  #refuse(tap: Tap, { code }: Decision, now: Moment): void {
    const { unit, direction, entry } = tap;
    if (code === 'second_card_needed' && entry !== undefined) {
      const { ms } = this.#parts.rules.twoCards(unit.id, direction)!;
      unit.firsts[direction] = { entry, until: now.mono + ms };
    }
    this.#record(tap, 'denied', code, now);
    this.#show(tap, code, now);
    this.#stage(tap, 'refused', now.mono, code);
  }

  #record(
    { unit, direction, reading, entry, trace }: Tap,
    kind: 'granted' | 'denied',
    reason: string,
    now: Moment,
  ) {
    const unlisted = 'token' in reading ? reading.token : undefined;
    const token = entry === undefined ? unlisted : tokenToTell(entry);
    this.#driver.event(unit, { kind, at: now.mono, direction, token, reason, trace }, now);
  }

  #show({ unit, direction, entry, reading }: Tap, code: Feedback['code'], now: Moment): void {
    const { rules, log, nextId } = this.#parts;
    const language = entry?.language ?? rules.policy.language;
    unit.feedback[direction] = { id: nextId(), code, language, until: now.mono + FEEDBACK_MS };
    const token = 'token' in reading && entry?.kind !== 'pass_only' ? { token: reading.token } : {};
    unit.lastTap = { at: Math.round(now.utc), direction, code, ...token };
    log.lane(unit.id);
    log.touch(unit.devices);
  }

  #stage(
    { unit, direction, trace }: Tap,
    stage: 'read' | 'decided' | 'refused',
    at: number,
    code?: string,
  ): void {
    const known = code === undefined ? {} : { code };
    this.#parts.log.stage({ trace, stage, at, lane: unit.id, direction, ...known });
  }
}

/** Whoever taps at a lane that a fire or a drill holds free is noted, and asked for nothing. */
const whileFree = (latch: ZoneLatch): Decision => ({
  granted: true,
  code: 'granted',
  flags: [],
  steps: [{ rule: 'fire', result: 'pass', saw: `the lane is free: ${latch}` }],
});
