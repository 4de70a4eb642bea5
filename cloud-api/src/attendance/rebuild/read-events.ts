import type { JournalEvent } from '@vratar/protocol/messages';
import { SILENT_MS } from '../../ingest/group/coverage.ts';
import type { EventFact } from '../fold/facts.ts';
import type { DayWindow } from '../fold/settings.ts';
import { eventFact } from '../store/event-fact.ts';
import { MARGIN_MS } from '../store/margin.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import type { Sql } from '../store/sql.ts';

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

/** By how far a clock of `clock` was off in its boot, at the most: by its steps and by what was measured. */
const REACH = `sum(step) over (partition by gateway, boot) + coalesce((
    select max(abs(m.device_at - m.cloud_at)) from clock_measurement m
    where m.gateway = clock.gateway and m.boot = clock.boot), 0)`;

/** By device time, by identity where that says nothing, where a wrong clock put them, and before one was set back. */
const EVENTS = `select ${COLUMNS} from event e where ${OF_SCHOOL} and e.at >= $4 and e.at < $5
  union all
  select ${COLUMNS} from odd_event o
    join event e on e.gateway = o.gateway and e.epoch = o.epoch and e.seq = o.seq
    where ${OF_SCHOOL} and o.school = any($1::uuid[]) and o.received_at >= $4
  union all
  select ${COLUMNS} from (
    select distinct gateway, device_at - cloud_at as ahead from clock_measurement
    where gateway = any($2::text[]) and abs(device_at - cloud_at) > ${MARGIN_MS}
      and cloud_at >= $4 and cloud_at - mono < $5) m
  join event e on e.gateway = m.gateway and e.at >= $4::bigint + m.ahead and e.at < $5::bigint + m.ahead
  where ${OF_SCHOOL}
  union all
  select ${COLUMNS} from (
    select clock.*, ${REACH} as reach from (
      select gateway, epoch, before_seq, from_boot as boot, from_at, from_mono, recorded_at,
        from_at + until_mono - from_mono - until_at as step
      from coverage_gap where gateway = any($2::text[]) and from_boot = until_boot) clock
    where step > ${SILENT_MS}) s
  join event e on e.gateway = s.gateway and e.epoch = s.epoch and e.seq < s.before_seq
    and e.at >= greatest(s.from_at - s.from_mono - ${MARGIN_MS}, $4::bigint - s.reach)
    and e.at < least(s.from_at + ${MARGIN_MS}, $5::bigint + s.reach)
  where ${OF_SCHOOL} and s.reach > ${MARGIN_MS} and s.recorded_at >= $4`;

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
