import { parseArgs } from 'node:util';
import type { EventFact, SchoolDayFacts } from '../../cloud-api/src/attendance/fold/facts.ts';
import { rebuild } from '../../cloud-api/src/attendance/fold/rebuild.ts';
import { DEFAULT_RULE_SETTINGS } from '../../cloud-api/src/attendance/fold/settings.ts';

const HELP = `How many events a second one core folds into student-days (target 500,000; DESIGN.md, section 5).

  npm run bench -- attendance-rebuild

Whole schools of 1,500 pupils, each tap with its grant, some clocks measured, some doubt, nothing cached between rounds.
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const PUPILS = 1_500;
const TARGET = 500_000;
const MINUTE = 60_000;
const MIDNIGHT = Date.parse('2026-11-08T22:00:00Z');
const at = (minutes: number): number => MIDNIGHT + minutes * MINUTE;

function event(
  seq: number,
  when: number,
  kind: string,
  direction: 'in' | 'out',
  credential: string,
): EventFact {
  return {
    gateway: `gate-${seq % 2}`,
    epoch: 1,
    seq,
    at: when,
    boot: 'b1',
    mono: when - MIDNIGHT,
    clock: 'synced',
    kind,
    lane: 'L1',
    building: 'A',
    direction,
    credential,
    reason: undefined,
    visitor: false,
    assumed: false,
    receivedAt: when + 1_000,
    durableAt: undefined,
    attributes: undefined,
  };
}

/** Every pupil comes, goes out for lunch and back, and leaves: four passages, each with its grant. */
function schoolDay(): SchoolDayFacts {
  const events: EventFact[] = [];
  const times = [440, 620, 640, 800] as const;
  for (const [turn, minutes] of times.entries()) {
    for (let pupil = 0; pupil < PUPILS; pupil += 1) {
      const direction = turn % 2 === 0 ? 'in' : 'out';
      const when = at(minutes) + ((pupil * 7_919) % (20 * MINUTE));
      events.push(event(events.length + 1, when, 'granted', direction, `site/${pupil}`));
      events.push(event(events.length + 1, when + 2_000, 'passage', direction, `site/${pupil}`));
    }
  }
  const lessons = Array.from({ length: 7 }, (_, index) => ({
    n: index + 1,
    start: at(450 + index * 50),
    end: at(490 + index * 50),
  }));
  const persons = Array.from({ length: PUPILS }, (_, index) => `person-${index}`);
  return {
    settings: DEFAULT_RULE_SETTINGS,
    window: { starts: at(0), opens: at(360), closes: at(1_200), ends: at(1_440) },
    events,
    clocks: [{ gateway: 'gate-1', boot: 'b1', trueAt: at(300), mono: 300 * MINUTE, withinMs: 2_000 }],
    credentials: persons.map((person, index) => ({
      credential: `site/${index}`,
      person,
      from: 0,
      until: Number.POSITIVE_INFINITY,
    })),
    coverageGaps: [{ gateway: 'gate-0', from: at(500), until: at(504) }],
    fires: [],
    pupils: persons.map((person) => ({
      person,
      lessons,
      excused: false,
      passOnly: false,
      gateUnused: false,
      marks: undefined,
    })),
  };
}

const facts = schoolDay();
const rounds: number[] = [];
for (let round = 0; round < 40; round += 1) {
  const startedAt = process.cpuUsage();
  const { days } = rebuild(facts, Number.POSITIVE_INFINITY);
  const { user, system } = process.cpuUsage(startedAt);
  if (days.length !== PUPILS) throw new Error('pupils are missing');
  if (round >= 10) rounds.push((facts.events.length * 1e6) / (user + system));
}
rounds.sort((a, b) => a - b);
const median = rounds[Math.floor(rounds.length / 2)] ?? 0;
console.log(
  JSON.stringify({
    bench: 'attendance-rebuild',
    events: facts.events.length,
    eventsPerCpuSecond: {
      worst: Math.round(rounds[0] ?? 0),
      median: Math.round(median),
      best: Math.round(rounds.at(-1) ?? 0),
    },
    target: TARGET,
    ratio: Number((median / TARGET).toFixed(2)),
  }),
);
