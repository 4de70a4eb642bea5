import type { JournalEvent } from '@vratar/protocol/messages';
import type { EventFact } from '../fold/facts.ts';

/** A journaled event with what the cloud adds to it. */
export interface ReceivedEvent {
  readonly gateway: string;
  readonly epoch: number;
  readonly seq: number;
  readonly event: JournalEvent;
  readonly receivedAt: number;
}

/** Tokens are hashed under the key of a site: the same text at another site is another card. */
export const siteToken = (site: string, token: string): string => `${site}/${token}`;

/** The other way: the tokens that events name, each once. */
export function tokensOf(events: readonly EventFact[]): { site: string; token: string }[] {
  const named = new Set<string>();
  for (const { credential } of events) if (credential !== undefined) named.add(credential);
  return [...named].map((credential) => {
    const slash = credential.indexOf('/');
    return { site: credential.slice(0, slash), token: credential.slice(slash + 1) };
  });
}

/** What attendance reads of a journaled event. */
export function eventFact(received: ReceivedEvent, site: string): EventFact {
  const { gateway, epoch, seq, event, receivedAt } = received;
  const { data } = event;
  return {
    gateway,
    epoch,
    seq,
    at: event.at,
    boot: event.boot,
    mono: event.mono,
    clock: event.clock,
    kind: event.kind,
    lane: event.lane,
    building: event.building ?? '',
    direction: event.direction,
    credential: event.token === undefined ? undefined : siteToken(site, event.token),
    reason: event.reason,
    visitor: false,
    assumed: data?.assumed === true,
    receivedAt,
    durableAt: durableAt(event),
    attributes: event.kind === 'guard_attested' ? numberIn(data?.attributes) : undefined,
  };
}

/** Within one boot the monotonic clock tells how long ago it was, whatever the other clock did in between. */
function durableAt({ at, mono, boot, data }: JournalEvent): number | undefined {
  const last = data?.last as { at?: unknown; mono?: unknown; boot?: unknown } | undefined;
  const ago = last?.boot === boot ? mono - (numberIn(last.mono) ?? Number.NaN) : Number.NaN;
  return ago >= 0 ? at - ago : numberIn(last?.at);
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
