import type { Fate } from '../gateway/journal-disk.ts';
import type { Morning } from '../world/morning.ts';
import type { Card } from '../world/people.ts';
import type { Asked, Demands, RuleCheck } from './rules/asked.ts';
import { Ledger } from './rules/ledger.ts';
import { checkOccupancy } from './rules/occupancy.ts';
import { checkPassback } from './rules/passback.ts';
import { checkTwoCards } from './rules/two-cards.ts';
import { checkUses } from './rules/uses.ts';

const RULES: readonly (readonly [string, RuleCheck])[] = [
  ['passback', checkPassback],
  ['uses', checkUses],
  ['occupancy', checkOccupancy],
  ['two_cards', checkTwoCards],
];

/** How often the gate of a strict school is asked about everybody, and soon after each start. */
const PROBE_MS = 5_000;

/**
 * Each decision against what the journal says so far and what the documents make of it (anti-passback, entries, occupancy,
 * two cards). Over a stop only what was durable counts. In a strict school the gate is asked about everybody from time to
 * time too: a count that is wrong shows before somebody taps.
 */
export class RulesCheck {
  readonly #morning: Morning;
  readonly #cards: ReadonlyMap<string, Card>;
  readonly #demands: Demands;
  /** Clock ms at which each boot began: events are dated by it. */
  readonly #booted = new Map<string, number>();
  #ledger: Ledger;
  #probeAt = 0;

  constructor(morning: Morning) {
    this.#morning = morning;
    const { strict } = morning.plan;
    this.#cards = new Map(morning.cards.map((card) => [card.token, card]));
    this.#demands = {
      passback: strict?.passback ?? { mode: 'soft' },
      maxInside: strict?.maxInside,
      twoCards: strict?.twoCards,
      clockStepped: morning.faults.anyClockStep,
    };
    this.#ledger = this.#newLedger();
  }

  /** The gate starts: what of its earlier runs was durable is all that it may know. */
  started(): void {
    this.#ledger = this.#newLedger();
    for (const fate of this.#morning.drafts) if (fate.durableAt !== undefined) this.#tell(fate);
    this.#ledger.restart(this.#morning.clock.now());
    this.#probeAt = this.#morning.clock.now();
  }

  /** The gate has thought of this. */
  draft(fate: Fate): void {
    const { draft, createdAt } = fate;
    const asked = this.#askedBy(fate);
    if (asked !== undefined) this.#judge(asked, `${draft.kind} of ${createdAt}`);
    this.#tell(fate);
  }

  /** From time to time. */
  look(): void {
    const { core, now: moment } = this.#morning.gateway;
    const now = this.#morning.clock.now();
    if (this.#morning.plan.strict === undefined || core === undefined || now < this.#probeAt) return;
    this.#probeAt = now + PROBE_MS;
    const { utc } = moment;
    // A lane that a fire holds free asks for nothing.
    const lanes = core.status(moment).lanes.filter(({ state }) => state !== 'evacuation');
    for (const { lane } of lanes) {
      for (const direction of ['in', 'out'] as const) {
        for (const card of this.#cards.values()) {
          const { code, flags } = core.why({ token: card.token, lane, direction, utc }, moment);
          const asked = { card, lane, direction, at: now, code, flags, escort: undefined, isProbe: true };
          this.#judge(asked, `why at ${now}`);
        }
      }
    }
  }

  #judge(asked: Asked, what: string): void {
    for (const [rule, check] of RULES) {
      const wrong = check(asked, this.#ledger, this.#demands);
      if (wrong === undefined) continue;
      const { card, lane, direction, code } = asked;
      this.#morning.complain(`${rule} ${what}: ${code} for ${card.person} ${direction} ${lane}: ${wrong}`);
    }
  }

  #askedBy({ draft, createdAt }: Fate): Asked | undefined {
    const { kind, reason, token, lane, direction, data } = draft;
    const card = token === undefined ? undefined : this.#cards.get(token);
    const isByCard = (kind === 'granted' && reason === undefined) || kind === 'denied';
    if (!isByCard || card === undefined || reason === 'passage_unclear') return undefined;
    const escort = typeof data?.escort === 'string' ? this.#cards.get(data.escort) : undefined;
    const flags = (data?.flags ?? []) as readonly string[];
    const code = reason ?? 'granted';
    return { card, lane: lane!, direction: direction!, at: createdAt, code, flags, escort, isProbe: false };
  }

  #tell({ draft, createdAt }: Fate): void {
    const booted = Math.min(createdAt - draft.mono, this.#booted.get(draft.boot) ?? Number.POSITIVE_INFINITY);
    this.#booted.set(draft.boot, booted);
    this.#ledger.tell(draft, booted + draft.mono, createdAt);
  }

  #newLedger(): Ledger {
    return new Ledger(this.#cards, this.#morning.plan.strict?.twoCards);
  }
}
