import type { JournalEvent } from '@vratar/protocol/messages';
import type { EventFact } from '../fold/facts.ts';
import type { DayWindow } from '../fold/settings.ts';
import { eventFact } from '../store/event-fact.ts';
import { MARGIN_MS } from '../store/margin.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { Sql } from '../store/sql.ts';
import { STEPPED_STRETCHES } from './stepped-stretches.ts';

interface Row {
  gateway: string;
  epoch: number;
  seq: string | number;
  received_at: string | number;
  line: string;
}

const COLUMNS = 'e.gateway, e.epoch, e.seq, e.received_at, e.line';
/** $1 schools, $2 gateways, $3 kinds, $4 and $5 the time. */
const OF_SCHOOL = 'e.school = any($1::uuid[]) and e.gateway = any($2::text[]) and e.kind = any($3::text[])';

/** By device time, by identity where that says nothing, where a wrong clock put them, and where a stepped one did. */
const EVENTS = `select ${COLUMNS} from event e where ${OF_SCHOOL} and e.at >= $4 and e.at < $5
  union all
  select ${COLUMNS} from odd_event o
    join event e on e.gateway = o.gateway and e.epoch = o.epoch and e.seq = o.seq
    where ${OF_SCHOOL} and o.school = any($1::uuid[]) and o.received_at >= $4
  union all
  select ${COLUMNS} from (
    select distinct gateway, device_at - cloud_at as ahead from clock_measurement m
    where gateway = any($2::text[]) and abs(device_at - cloud_at) > ${MARGIN_MS} and cloud_at - mono < $5
      and (cloud_at >= $4 or not exists (select from clock_measurement next
        where next.gateway = m.gateway and next.boot = m.boot and next.mono > m.mono))) m
  join event e on e.gateway = m.gateway and e.at >= $4::bigint + m.ahead and e.at < $5::bigint + m.ahead
  where ${OF_SCHOOL}
  union all
  select ${COLUMNS} from (${STEPPED_STRETCHES}) s
  join event e on e.gateway = s.gateway and e.epoch = s.epoch and e.seq >= s.first_seq and e.seq < s.end_seq
    and e.at >= greatest(s.first_at, $4::bigint + s.began - s.latest)
    and e.at <= least(s.last_at, $5::bigint + s.began - s.earliest)
  where ${OF_SCHOOL}`;

/** What gateways of the school journaled around a day, of some kinds; some of it twice. */
export async function readEvents(
  sql: Sql,
  facts: SchoolFacts,
  window: DayWindow,
  kinds: readonly string[],
): Promise<EventFact[]> {
  const owners = [...new Set([...facts.gateways.values()].map(({ owner }) => owner))];
  const whose = [owners, [...facts.gateways.keys()], kinds];
  const [from, until] = [window.starts - MARGIN_MS, window.ends + MARGIN_MS];
  const { rows } = await sql.query<Row>(EVENTS, [...whose, from, until]);
  return rows.map((row) => factOf(row, facts));
}

function factOf(row: Row, facts: SchoolFacts): EventFact {
  const received = {
    gateway: row.gateway,
    epoch: row.epoch,
    seq: Number(row.seq),
    event: JSON.parse(row.line) as JournalEvent,
    receivedAt: Number(row.received_at),
  };
  return eventFact(received, facts.gateways.get(row.gateway)?.site ?? '');
}
