import { chainHash } from '@vratar/protocol/digests';
import type { EventDraft } from '@vratar/protocol/messages';
import { afterDay, afterMinute, type Retention } from './retention.ts';

/** A durable event. Nothing shows an event before it is one. */
export interface Durable {
  readonly seq: number;
  readonly hash: string;
  readonly line: string;
}

/** What the writer keeps count of; an account is valid when the commit that led to it has returned. */
export interface Account {
  /** Number and chain value of the newest event. */
  readonly last: number;
  readonly head: string;
  /** First event of the day that is not closed. */
  readonly dayFrom: number;
  readonly retention: Retention;
}

/** Gives a draft its number, its text and its chain value. Pure. @param acked the watermark at this moment */
export function nextEvent(
  account: Account,
  draft: EventDraft,
  acked: number,
): { event: Durable; account: Account } {
  const seq = account.last + 1;
  const line = JSON.stringify({ seq, ...completed(draft, account) });
  const hash = chainHash(account.head, line);
  return {
    event: { seq, hash, line },
    account: { ...counted(account, draft, acked), last: seq, head: hash },
  };
}

/**
 * A `day_close` says what only the writer knows: the events from the last one to this, how many they are, and the chain
 * value of the newest. It opens the next day's account itself, so that every event is in exactly one.
 */
function completed(draft: EventDraft, { dayFrom, last, head }: Account): EventDraft {
  if (draft.kind !== 'day_close') return draft;
  return { ...draft, data: { ...draft.data, from: dayFrom, through: last, count: last - dayFrom + 1, head } };
}

function counted(account: Account, { kind }: EventDraft, acked: number): Account {
  const { retention, last } = account;
  if (kind === 'alive') return { ...account, retention: afterMinute(retention) };
  if (kind === 'day_close') return { ...account, dayFrom: last + 1, retention: afterDay(retention, acked) };
  return account;
}
