import type { EventDraft } from '@vratar/protocol/messages';
import type { Card } from '../../world/people.ts';
import type { TwoCards } from '../../world/strict-rules.ts';
import { Doubts } from './doubts.ts';

type Direction = 'in' | 'out';

export interface KnownPlace {
  readonly side: Direction;
  /** Clock ms of the passage. */
  readonly at: number;
  /** What is known of it is what an earlier run of the gate has written. */
  inherited: boolean;
  /** The gate itself has said that it does not know whether this person passed since. */
  unsure: boolean;
}

/** A grant that may still become a passage. */
export interface UnderWay {
  /** Undefined: a guard has let somebody in. */
  readonly person: string | undefined;
  readonly lane: string;
  readonly direction: Direction;
}

/** Whoever waits for an escort. */
export interface Waiting {
  readonly person: string;
  readonly until: number;
  /** Refused since: on the own tap, or on an escort's, which ends the wait. The journal does not say whose tap it was. */
  isOver: 'no' | 'perhaps';
}

/** Orders of one lane and direction. */
const wayOf = ({ lane, direction }: EventDraft): string => `${lane} ${direction}`;

/**
 * What the journal says of everybody, kept as the documents mean it: only a passage that is told, or that a guard attests,
 * moves a person and uses an entry (I4), and nothing of it ends with the gate.
 */
export class Ledger {
  readonly places = new Map<string, KnownPlace>();
  /** Completed entries by token, of cards whose entries are counted. */
  readonly entries = new Map<string, number>();
  /** By trace. */
  readonly underWay = new Map<string, UnderWay>();
  /** By lane and direction. */
  readonly waiting = new Map<string, Waiting>();
  readonly doubts = new Doubts();
  readonly #cards: ReadonlyMap<string, Card>;
  readonly #twoCards: TwoCards | undefined;

  constructor(cards: ReadonlyMap<string, Card>, twoCards: TwoCards | undefined) {
    this.#cards = cards;
    this.#twoCards = twoCards;
  }

  /**
   * @param at clock ms of what the event tells
   * @param toldAt clock ms at which the gate thought of it
   */
  tell(draft: EventDraft, at: number, toldAt: number): void {
    this.doubts.tell(draft.kind, draft.lane, at, toldAt);
    const { kind, grant, direction } = draft;
    if (kind === 'passage' || kind === 'guard_attested') this.#passed(draft, at);
    else if (kind === 'passage_timeout') this.underWay.delete(grant!);
    else if (kind === 'guard_release') this.#begins(draft);
    else if (kind === 'free_start') this.#freed(draft);
    else if (kind === 'granted' && draft.reason !== 'evacuation') {
      this.#begins(draft);
      if (draft.reason === undefined) this.waiting.delete(wayOf(draft));
    } else if (kind === 'denied' && direction !== undefined) this.#denied(draft, toldAt);
    else if (kind === 'command' && draft.data?.order === 'passback_reset') this.#forget(draft.data.token);
  }

  /** The gate is gone, and starts again with what it had written. */
  restart(at: number): void {
    this.doubts.interrupt(at);
    for (const place of this.places.values()) place.inherited = true;
    // Whoever was granted when it ended may have passed, and nobody saw.
    for (const { person } of this.underWay.values()) this.#doubt(person);
    this.underWay.clear();
    this.waiting.clear();
  }

  /** Who is free to go waits for nobody, and begins anew afterwards. */
  #freed({ lane, reason }: EventDraft): void {
    if (reason !== 'fire' && reason !== 'drill') return;
    for (const direction of ['in', 'out']) this.waiting.delete(`${lane} ${direction}`);
  }

  #begins({ trace, token, lane, direction }: EventDraft): void {
    this.underWay.set(trace!, { person: this.#personOf(token), lane: lane!, direction: direction! });
  }

  #passed({ grant, token, direction }: EventDraft, at: number): void {
    if (grant !== undefined) this.underWay.delete(grant);
    const card = token === undefined ? undefined : this.#cards.get(token);
    if (card === undefined) return;
    this.places.set(card.person, { side: direction!, at, inherited: false, unsure: false });
    if (card.uses !== undefined && direction === 'in')
      this.entries.set(card.token, (this.entries.get(card.token) ?? 0) + 1);
  }

  #denied(draft: EventDraft, toldAt: number): void {
    const person = this.#personOf(draft.token);
    if (draft.reason === 'passage_unclear') this.#doubt(person);
    if (draft.reason === 'second_card_refused') this.waiting.delete(wayOf(draft));
    if (draft.reason === 'second_card_needed') {
      const until = toldAt + (this.#twoCards?.ms ?? 0);
      this.waiting.set(wayOf(draft), { person: person!, until, isOver: 'no' });
      return;
    }
    const first = this.waiting.get(wayOf(draft));
    if (first !== undefined && first.person === person) first.isOver = 'perhaps';
  }

  #forget(token: unknown): void {
    if (typeof token === 'string') {
      this.places.delete(this.#personOf(token)!);
      return;
    }
    this.places.clear();
    this.doubts.clear();
  }

  #doubt(person: string | undefined): void {
    const place = person === undefined ? undefined : this.places.get(person);
    if (place !== undefined) place.unsure = true;
  }

  #personOf(token: string | undefined): string | undefined {
    return token === undefined ? undefined : this.#cards.get(token)?.person;
  }
}
