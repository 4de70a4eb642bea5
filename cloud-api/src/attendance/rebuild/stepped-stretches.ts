import { AHEAD_MS, EARLIEST_CLOCK } from '../rules/r14-step.ts';
import { STEPPED } from '../store/clocks.ts';
import { MARGIN_MS } from '../store/margin.ts';

/**
 * Stretches of journals between steps of a clock of the gateways $2: of which events by number and device time, when the
 * boot began as the clock told it there, and between which times it may truly have begun (`beginningsOf`). Left out where
 * device times are near enough for a day to find them by.
 */
export const STEPPED_STRETCHES = `with steps as (
    select g.* from coverage_gap g where g.gateway = any($2::text[]) and ${STEPPED}),
  possible as (
    select gateway, boot, min(began) as earliest, max(began) as latest from (
      select gateway, from_boot as boot, from_at - from_mono as began from steps
        where not from_unset and from_at between ${EARLIEST_CLOCK} and recorded_at + ${AHEAD_MS}
      union all
      select gateway, from_boot, until_at - until_mono from steps
        where not until_unset and until_at between ${EARLIEST_CLOCK} and recorded_at + ${AHEAD_MS}
      union all
      select m.gateway, m.boot, m.cloud_at - m.mono from clock_measurement m
        where (m.gateway, m.boot) in (select gateway, from_boot from steps)) b
    group by 1, 2),
  stretches as (
    select gateway, epoch, from_boot as boot, coalesce(lag(before_seq) over journal, 1) as first_seq,
      before_seq as end_seq, from_at - from_mono as began, from_at - from_mono as first_at, from_at as last_at
    from steps window journal as (partition by gateway, epoch, from_boot order by before_seq)
    union all
    select gateway, epoch, from_boot, before_seq, coalesce(lead(before_seq) over journal, ${Number.MAX_SAFE_INTEGER}),
      until_at - until_mono, until_at, ${Number.MAX_SAFE_INTEGER}
    from steps window journal as (partition by gateway, epoch, from_boot order by before_seq))
  select t.*, p.earliest, p.latest from stretches t join possible p using (gateway, boot)
  where greatest(abs(t.began - p.earliest), abs(t.began - p.latest)) > ${MARGIN_MS}`;
