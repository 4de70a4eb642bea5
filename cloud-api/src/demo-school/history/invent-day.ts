import type { EventDraft } from '@vratar/protocol/messages';
import type { Lesson } from '../../attendance/fold/facts.ts';
import type { Random } from '../random.ts';

/** Somebody with a card, and the lessons of the day; staff have none. */
export interface Visitor {
  readonly token: string;
  /** The card no longer opens; the guard knows the child. */
  readonly blocked: boolean;
  readonly lessons: readonly Lesson[];
  /** Of the class in which things go wrong, so that its teacher has something to decide. */
  readonly troubled: boolean;
}

export interface DayPlace {
  readonly building: string;
  readonly lanes: readonly string[];
}

type Passing = Omit<EventDraft, 'boot' | 'mono' | 'clock'>;

const MINUTE = 60_000;
/** Away for a day, with no word from anybody. */
const AWAY = 0.012;
const LATE = 0.04;
const LEAVES = 0.012;
const TROUBLE = 0.04;

/** What the gates of a school see on an ordinary day, in no order. */
export function inventDay(random: Random, visitors: readonly Visitor[], place: DayPlace): Passing[] {
  return visitors.flatMap((visitor) => inventVisit(random, visitor, place));
}

function inventVisit(random: Random, visitor: Visitor, { building, lanes }: DayPlace): Passing[] {
  const first = visitor.lessons[0];
  const last = visitor.lessons.at(-1);
  if (first === undefined || last === undefined || random.chance(AWAY)) return [];
  const pass = (at: number, direction: 'in' | 'out'): Passing => ({
    at: Math.round(at),
    kind: visitor.blocked ? 'guard_attested' : 'passage',
    direction,
    building,
    lane: random.pick(lanes),
    token: visitor.token,
  });
  const comes = random.chance(LATE)
    ? first.start + random.int(2, 19) * MINUTE + random.int(0, 59) * 1000
    : first.start - random.int(2 * 60, 26 * 60) * 1000;
  const until = random.chance(LEAVES) ? random.pick(visitor.lessons) : last;
  const leaves = until.end + random.int(30, 12 * 60) * 1000;
  if (visitor.troubled && random.chance(TROUBLE)) {
    // Refused at the door and waved through; or out behind somebody's back and in again by card.
    if (random.chance(0.5)) return [{ ...pass(comes, 'in'), kind: 'denied', reason: 'card_expired' }];
    return [pass(comes, 'in'), pass((comes + leaves) / 2, 'in'), pass(leaves, 'out')];
  }
  return [pass(comes, 'in'), pass(leaves, 'out')];
}
