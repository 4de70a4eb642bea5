import type { ClockFact, CredentialFact, EventFact, SchoolDayFacts } from '../fold/facts.ts';
import { DEFAULT_RULE_SETTINGS, type RuleSettings } from '../fold/settings.ts';
import { passQuality } from '../rules/r01-passage.ts';
import { dayWindow } from '../time/day-window.ts';
import { lessonTimes } from '../time/lesson-times.ts';
import { LocalTimes, secondsOfDay } from '../time/local-times.ts';
import type { Case, CaseClock, CaseEvent, CaseFile } from './case-file.ts';

/** The one person of a case. */
const PERSON = 'pupil';

/** A case of the file as the facts that the server's own rebuild reads. */
export function caseFacts(file: CaseFile, one: Case): SchoolDayFacts {
  const times = new LocalTimes(file.timezone);
  const hours = {
    opens: seconds(file.settings.buildingOpens ?? '06:00'),
    closes: seconds(file.settings.buildingCloses ?? '20:00'),
  };
  const lessonHours = one.lessons.map(([start, end]) => [seconds(start), seconds(end)] as const);
  return {
    settings: ruleSettings(file.settings),
    window: dayWindow(times, one.date, hours, one.closesOn ?? undefined),
    events: one.events.map((event) => eventFact(event, one.clock ?? [])),
    clocks: (one.clock ?? []).flatMap(clockFacts),
    credentials: credentialFacts(one),
    coverageGaps: (one.coverageGaps ?? []).map((gap) => ({
      gateway: gap.gateway ?? undefined,
      from: instant(gap.start),
      until: gap.end == null ? Number.POSITIVE_INFINITY : instant(gap.end),
    })),
    fires: (one.fires ?? []).map((fire) => ({
      building: fire.building ?? undefined,
      from: instant(fire.start),
      until: fire.end == null ? Number.POSITIVE_INFINITY : instant(fire.end),
    })),
    pupils: [
      {
        person: PERSON,
        lessons: lessonTimes(times, one.date, lessonHours),
        excused: (one.excuses ?? []).some(({ from, to }) => from <= one.date && one.date <= to),
        passOnly: one.consent === 'pass_only',
        gateUnused: false,
        marks: undefined,
      },
    ],
  };
}

const instant = (text: string): number => Date.parse(text);
const moment = (text: string | null | undefined): number | undefined =>
  text == null ? undefined : instant(text);
const seconds = (text: string): number => secondsOfDay(text) ?? 0;

function ruleSettings(settings: CaseFile['settings']): RuleSettings {
  const ms = (value: number | undefined, fallback: number): number =>
    value === undefined ? fallback : value * 1000;
  const defaults = DEFAULT_RULE_SETTINGS;
  return {
    lateMaxMs: ms(settings.lateMaxSeconds, defaults.lateMaxMs),
    absentMissedMs: ms(settings.absentMissedSeconds, defaults.absentMissedMs),
    transitMs: ms(settings.transitSeconds, defaults.transitMs),
    doubleTapMs: ms(settings.doubleTapSeconds, defaults.doubleTapMs),
    regroupMs: ms(settings.regroupSeconds, defaults.regroupMs),
    futureMs: ms(settings.futureSeconds, defaults.futureMs),
  };
}

/** A case gives monotonic seconds only of a boot whose clock was not set. */
function eventFact(event: CaseEvent, clocks: readonly CaseClock[]): EventFact {
  const isMeasured = clocks.some((clock) => clock.gateway === event.gateway && clock.boot === event.boot);
  return {
    gateway: event.gateway,
    epoch: event.epoch ?? 1,
    seq: event.seq,
    at: instant(event.at),
    boot: event.boot,
    mono: event.monotonicSeconds == null ? undefined : event.monotonicSeconds * 1000,
    clock: event.monotonicSeconds == null || isMeasured ? 'synced' : 'unsynced',
    kind: event.kind,
    lane: event.lane ?? undefined,
    building: event.building ?? '',
    direction: event.direction === 'in' || event.direction === 'out' ? event.direction : undefined,
    credential: event.credential ?? undefined,
    reason: event.reason ?? undefined,
    visitor: event.visitor ?? false,
    assumed: event.assumed ?? event.reason === 'assumed',
    receivedAt: moment(event.receivedAt),
    durableAt: moment(event.durableAt),
    attributes: event.attributes ?? undefined,
  };
}

function clockFacts(clock: CaseClock): ClockFact[] {
  const boot = { gateway: clock.gateway, boot: clock.boot };
  const facts: ClockFact[] = [];
  if (clock.syncedAt != null && clock.syncedMonotonicSeconds != null) {
    facts.push({
      ...boot,
      syncedAt: instant(clock.syncedAt),
      syncedMono: clock.syncedMonotonicSeconds * 1000,
    });
  }
  if (clock.offsetSeconds != null) facts.push({ ...boot, offsetMs: clock.offsetSeconds * 1000 });
  return facts;
}

/** A credential that the case says nothing about was the person's all the time. */
function credentialFacts(one: Case): CredentialFact[] {
  const named = new Set(Object.keys(one.credentials ?? {}));
  for (const event of one.events) {
    if (event.credential == null || event.visitor === true) continue;
    if (event.kind === 'denied' || passQuality(eventFact(event, [])) !== undefined)
      named.add(event.credential);
  }
  return [...named].map((credential) => {
    const dates = one.credentials?.[credential];
    return {
      credential,
      person: PERSON,
      from: dates?.validFrom == null ? Number.NEGATIVE_INFINITY : instant(dates.validFrom),
      until: dates?.revokedAt == null ? Number.POSITIVE_INFINITY : instant(dates.revokedAt),
    };
  });
}
