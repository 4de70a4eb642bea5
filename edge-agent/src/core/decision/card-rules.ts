import { type Finding, flag, pass, refuse, skip } from './steps.ts';
import type { DecisionInput } from './types.ts';

/** A read may be older than its frame: a PD keeps reads while nobody polls it (I9). */
export const STALE_READ_MS = 3_000;

/** I9: a read's age is bounded by the last time that its reader had nothing to tell. */
export function freshness({ readAgeMs }: DecisionInput): Finding {
  if (readAgeMs <= STALE_READ_MS) return pass(`read at most ${Math.ceil(readAgeMs)} ms ago`);
  const age = Number.isFinite(readAgeMs) ? `up to ${Math.ceil(readAgeMs)} ms old` : 'of unknown age';
  return refuse('stale_read', `read ${age}; the limit is ${STALE_READ_MS} ms`);
}

export function number({ reading }: DecisionInput): Finding {
  return reading === 'token' ? pass('a card number') : refuse(reading, 'no usable card number');
}

export function list({ listVersion }: DecisionInput): Finding {
  return listVersion === undefined ? refuse('no_list', 'no allow list yet') : pass(`list ${listVersion}`);
}

export function known({ entry }: DecisionInput): Finding {
  return entry === undefined ? refuse('card_unknown', 'not on the list') : pass(entry.kind);
}

export function status({ entry }: DecisionInput): Finding {
  const is = entry!.status;
  if (is === 'active') return pass(is);
  return refuse(is === 'lost' ? 'card_lost' : 'card_blocked', is);
}

/** Nobody is locked in by a date: on the way out an expired card is flagged, not refused. */
export function validity(input: DecisionInput): Finding {
  const { from, until } = input.entry!;
  if (from === undefined && until === undefined) return skip('no dates');
  if (!input.timeTrusted) return skip('the clock is wrong');
  if (from !== undefined && input.utc < from) return outOfDate(input, 'card_not_yet_valid', 'from', from);
  if (until !== undefined && input.utc >= until) return outOfDate(input, 'card_expired', 'until', until);
  return pass('within its dates');
}

function outOfDate(
  { direction }: DecisionInput,
  code: 'card_not_yet_valid' | 'card_expired',
  word: string,
  at: number,
): Finding {
  const saw = `valid ${word} ${new Date(at).toISOString()}`;
  return direction === 'out' ? flag(code, `${saw}; going out`) : refuse(code, saw);
}

/** Entries are counted, so that the way out is always left. */
export function uses({ entry, usedEntries, direction }: DecisionInput): Finding {
  const limit = entry!.uses;
  if (limit === undefined) return skip('not counted');
  const saw = `${usedEntries} of ${limit} entries used`;
  if (direction === 'out' || usedEntries < limit) return pass(saw);
  return refuse('card_used_up', saw);
}
