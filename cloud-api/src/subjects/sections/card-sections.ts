import type { JournalEvent } from '@vratar/protocol/messages';
import { sql } from 'kysely';
import { type Section, type Subject, section } from '../section.ts';

interface TapRow {
  at: string;
  received: string;
  kind: string;
  gateway: string;
  line: string;
  lanes: Record<string, string> | null;
}

/**
 * What gates recorded while the person held the credential; refusals also afterwards, until the next holder: a blocked
 * card is refused to whoever it was taken from.
 */
async function readPassages({ trx, school, person }: Subject) {
  const { rows } = await sql<TapRow>`
    with held as (
      select distinct t.token, g.id as gateway, g.name,
        extract(epoch from h.valid_from) * 1000 as since,
        extract(epoch from least(h.valid_until, h.ended_at)) * 1000 as until,
        extract(epoch from (select min(n.valid_from) from credential_holding n
          where n.credential = h.credential and n.valid_from > h.valid_from)) * 1000 as next
      from credential_holding h join credential_token t on t.credential = h.credential
        join gateway g on g.site = t.site
      where h.school = ${school} and h.person = ${person})
    select distinct e.at, e.received_at as received, e.kind, held.name as gateway, e.line, e.gateway as id, e.epoch, e.seq,
      (select jsonb_object_agg(l.id, l.name) from lane l where l.gateway = e.gateway) as lanes
    from held join event e on e.school = ${school} and e.gateway = held.gateway and e.token = held.token
      and e.at >= held.since and (held.next is null or e.at < held.next)
      and (held.until is null or e.at < held.until or e.kind = 'denied')
    order by e.at, e.gateway, e.epoch, e.seq`.execute(trx);
  return rows.map(({ at, received, kind, gateway, line, lanes }) => {
    const { lane, building, direction, reason } = JSON.parse(line) as JournalEvent;
    const gate = (lane !== undefined && lanes?.[lane]) || lane;
    return { at, kind, gateway, gate, building, direction, reason, receivedAt: received };
  });
}

/** Cards, and where they were held to a reader. */
export const cardSections = {
  credentials: section(
    ['credential', 'credential_holding'],
    {
      type: 'code',
      label: 'text',
      state: 'code',
      from: 'moment',
      until: 'moment',
      uses: 'number',
      endedAt: 'moment',
      endReason: 'code',
    },
    ({
      school,
      person,
    }) => sql`select c.type, c.label, case when h.ended_at is null then c.state end as state,
        h.valid_from as "from", h.valid_until as until, h.uses, h.ended_at as "endedAt", h.end_reason as "endReason"
      from credential_holding h join credential c on c.id = h.credential
      where h.school = ${school} and h.person = ${person} order by h.valid_from`,
  ),
  foundCards: section(
    ['found_card'],
    { label: 'text', foundAt: 'moment', handedBackAt: 'moment' },
    ({ school, person }) => sql`select c.label, f.found_at as "foundAt", f.handed_back_at as "handedBackAt"
      from found_card f join credential c on c.id = f.credential
      where f.school = ${school} and ${person} = (select h.person from credential_holding h
        where h.credential = f.credential and h.valid_from <= f.found_at order by h.valid_from desc limit 1)
      order by f.found_at`,
  ),
  passages: {
    tables: ['event', 'gateway', 'lane'],
    columns: {
      at: 'moment',
      kind: 'code',
      direction: 'code',
      gateway: 'text',
      gate: 'text',
      building: 'text',
      reason: 'code',
      receivedAt: 'moment',
    },
    read: readPassages,
  },
} as const satisfies Record<string, Section>;
