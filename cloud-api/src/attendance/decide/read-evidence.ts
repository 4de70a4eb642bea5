import { VratarError } from '@vratar/protocol/errors';
import type { JournalEvent } from '@vratar/protocol/messages';
import { classDay } from '../../people/index.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import type { Doubt } from '../rules/r17-doubt.ts';
import { parseMarks } from '../store/marks-text.ts';
import { readSharedDays, sharedKey } from '../store/school-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { timetabledWhereServed } from '../store/timetabled.ts';
import { parseTrail } from '../store/trail-text.ts';
import { gatewaysHeard } from '../today/gateways-heard.ts';
import { cellsOf, foldNow } from './fold-shown.ts';
import { closedMonths, isOpen } from './open-month.ts';
import { factsOf, type ReadContext } from './read-context.ts';
import { decisionsOf, excusesOn } from './read-decisions.ts';
import { liveDay } from './read-week.ts';
import type { DoubtView, Evidence, EvidenceLesson, PassView, RefusalView } from './schema.ts';
import { subjectNames, subjectText } from './subjects.ts';

/**
 * One pupil's day with everything that speaks for and against each lesson: stays, passages, refusals, doubts, excuses,
 * what the gates alone would say, and what people decided.
 * @throws VratarError `day_unknown`
 */
export async function readEvidence(context: ReadContext, person: string, date: string): Promise<Evidence> {
  const { trx, school, now } = context;
  const facts = await factsOf(context);
  const row = await trx
    .selectFrom('person_day')
    .select(['class', 'tracked', 'excused', 'marks', 'trail', 'flags'])
    .where('school', '=', school)
    .where('person', '=', person)
    .where('day', '=', date)
    .executeTakeFirst();
  if (row?.class == null) throw new VratarError('day_unknown');
  const timetabled = (await timetabledWhereServed(sqlOver(context.trx), facts, date))(row.class);
  const basis = {
    school,
    person,
    day: date,
    class: row.class,
    tracked: row.tracked,
    excused: row.excused,
    marks: parseMarks(row.marks),
  };
  const day = await schoolDayOf(context, facts, date);
  const shown = foldNow(day, basis, row.trail, timetabled);
  const proposed = foldNow(day, { ...basis, marks: undefined }, row.trail, timetabled);
  const proposals = new Map(
    cellsOf(proposed.lessons, timetabled, undefined, now).map((cell) => [cell.n, cell.status]),
  );
  const decisions = await decisionsOf(context, person, date);
  const names = await subjectNames(context);
  const subjects = new Map(
    classDay(facts.calendar, row.class, date)?.lessons.map(({ number, parts }) => [
      number,
      subjectText(parts, names),
    ]),
  );
  const times = new Map(timetabled.lessons.map((lesson) => [lesson.n, lesson]));
  const lessons = cellsOf(shown.lessons, timetabled, basis.marks, now).map(
    ({ n, status }): EvidenceLesson => {
      const subject = subjects.get(n);
      const { start = 0, end = 0 } = times.get(n) ?? {};
      return {
        n,
        start,
        end,
        ...(subject ? { subject } : {}),
        status,
        proposal: proposals.get(n) ?? 'pending',
        history: decisions.get(n) ?? [],
      };
    },
  );
  const places = await placesOf(context);
  const named = await context.names(trx, school, [person]);
  const trail = parseTrail(row.trail);
  return {
    person,
    name: named.get(person) ?? '',
    class: row.class,
    date,
    timezone: facts.calendar.timezone,
    opens: day.window.opens,
    closes: day.window.closes,
    open: isOpen(await closedMonths(trx, school), date),
    tracked: row.tracked,
    flags: row.flags === '' ? [] : row.flags.split(' '),
    lessons,
    intervals: shown.intervals.map((interval) => ({ ...interval })),
    passes: trail.passes
      .map(({ at, direction, quality, building, gateway, lane }): PassView => {
        const place = { gateway: places.gateway(gateway), lane: lane && places.lane(gateway, lane) };
        return { at, direction, quality, building, ...defined(place) };
      })
      .sort((a, b) => a.at - b.at),
    refusals: await refusalsOf(context, facts, person, date, places),
    doubts: shown.doubts.map((doubt) => doubtView(doubt, places)),
    excuses: await excusesOn(context, person, date),
  };
}

async function schoolDayOf({ trx, school, now }: ReadContext, facts: SchoolFacts, date: string) {
  const shared = (await readSharedDays(sqlOver(trx), [{ school, day: date }])).get(sharedKey(school, date));
  if (date === facts.dayOf(now)) {
    return liveDay(facts, date, shared, await gatewaysHeard(trx, school), now);
  }
  const { doubts = [], fires = [] } = shared ?? {};
  return { settings: facts.settings, window: facts.window(date), doubts, fires } satisfies SchoolDay;
}

interface Places {
  gateway(id: string): string;
  lane(gateway: string, id: string): string;
}

async function placesOf({ trx, school }: ReadContext): Promise<Places> {
  const gateways = await trx
    .selectFrom('gateway')
    .select(['id', 'name'])
    .where('school', '=', school)
    .execute();
  const lanes = await trx
    .selectFrom('lane')
    .select(['gateway', 'id', 'name'])
    .where('school', '=', school)
    .execute();
  const gatewayNames = new Map(gateways.map(({ id, name }) => [id, name]));
  const laneNames = new Map(lanes.map(({ gateway, id, name }) => [`${gateway}/${id}`, name]));
  return {
    gateway: (id) => gatewayNames.get(id) ?? id,
    lane: (gateway, id) => laneNames.get(`${gateway}/${id}`) ?? id,
  };
}

function doubtView({ cause, gateway, from, until }: Doubt, places: Places): DoubtView {
  return {
    cause,
    ...(gateway === undefined ? {} : { gateway: places.gateway(gateway) }),
    ...(Number.isFinite(from) ? { from } : {}),
    ...(Number.isFinite(until) ? { until } : {}),
  };
}

/** Refused taps of the person's cards on the date, as the gateways journaled them. */
async function refusalsOf(
  { trx, school }: ReadContext,
  facts: SchoolFacts,
  person: string,
  date: string,
  places: Places,
): Promise<RefusalView[]> {
  const { starts, ends } = facts.window(date);
  const rows = await trx
    .selectFrom('event')
    .select(['gateway', 'at', 'line'])
    .where('school', '=', school)
    .where('at', '>=', starts)
    .where('at', '<', ends)
    .where('kind', '=', 'denied')
    .where('token', 'in', (eb) =>
      eb
        .selectFrom('credential_holding')
        .innerJoin('credential_token', 'credential_token.credential', 'credential_holding.credential')
        .select('credential_token.token')
        .where('credential_holding.school', '=', school)
        .where('credential_holding.person', '=', person),
    )
    .orderBy('at')
    .limit(100)
    .execute();
  return rows.map(({ gateway, at, line }) => {
    const { lane, reason } = JSON.parse(line) as JournalEvent;
    const place = { gateway: places.gateway(gateway), lane: lane && places.lane(gateway, lane) };
    return { at: Number(at), ...defined(place), ...(reason === undefined ? {} : { reason }) };
  });
}

function defined({ gateway, lane }: { gateway: string; lane: string | undefined }): {
  gateway: string;
  lane?: string;
} {
  return lane === undefined ? { gateway } : { gateway, lane };
}
