import type { JournalEvent } from '@vratar/protocol/messages';
import fc from 'fast-check';
import type { StoredEvent } from '../../../src/ingest/stored.ts';
import { utc } from './case-dsl.ts';
import { storedEvent } from './journal.ts';
import type { SchoolFixture } from './school-fixture.ts';

/** A fact that somebody adds beside the events. */
export type Change =
  | { readonly table: 'lesson_mark' | 'excuse' | 'calendar_day' | 'timetable'; readonly values: object }
  | { readonly table: 'clock_measurement' | 'coverage_gap'; readonly values: object }
  | {
      readonly table: 'end_card';
      readonly values: { readonly person: string; readonly to?: string; readonly at: Date };
    };

export type Step =
  | { readonly kind: 'store'; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'again'; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'job' };

export interface History {
  readonly steps: readonly Step[];
  readonly days: readonly string[];
}

/** Two school days, one after the other. */
export const DAYS = ['2026-11-09', '2026-11-10'] as const;
const at = (day: string, minutes: number): number => Date.parse(utc('00:00', day)) + minutes * 60_000;

const ANONYMOUS = [
  { kind: 'guard_release', reason: 'pupil', direction: 'in' },
  { kind: 'guard_release', reason: 'visitor', direction: 'in' },
  { kind: 'free_start', reason: 'manual' },
  { kind: 'free_start', reason: 'fire' },
  { kind: 'free_end' },
  { kind: 'lane_fault' },
  { kind: 'lane_ok' },
  { kind: 'passage_forced', direction: 'in' },
  { kind: 'power_up' },
  { kind: 'alive' },
] as const;

/** Of a pupil: what an attestation names afterwards. */
const RELEASES = [
  { kind: 'guard_release', reason: 'pupil', direction: 'in' },
  { kind: 'guard_release', reason: 'pupil', direction: 'out' },
] as const;

const moment = fc.record({
  day: fc.constantFrom(...DAYS),
  minutes: fc.integer({ min: 350, max: 1_230 }),
  seconds: fc.integer({ min: 0, max: 59 }),
});

type Draft = {
  readonly day: string;
  readonly minutes: number;
  readonly seconds: number;
  readonly event: { readonly kind: string };
};

function draft(fixture: SchoolFixture): fc.Arbitrary<Draft> {
  const personal = fc.record({
    kind: fc.constantFrom('passage', 'passage', 'passage', 'passage', 'guard_attested', 'denied', 'granted'),
    direction: fc.constantFrom('in', 'out'),
    token: fc.constantFrom(...fixture.tokens),
  });
  const event = fc.oneof(
    { weight: 6, arbitrary: personal },
    { weight: 1, arbitrary: fc.constantFrom(...RELEASES) },
    { weight: 1, arbitrary: fc.constantFrom(...ANONYMOUS) },
  );
  return fc.record({ event, moment }).map(({ event: each, moment: when }) => ({ ...when, event: each }));
}

/** Odd clocks: never set, an hour and more ahead, and in the future of their arrival. */
const clock = fc.constantFrom('good', 'good', 'good', 'good', 'good', 'good', 'unset', 'ahead', 'future');

/** An attestation of the last release, or one before it; of something else where there is none; or of nothing. */
function naming(before: readonly { readonly event: { readonly kind: string } }[], back: number) {
  if (back === 0) return {};
  const releases = before.flatMap(({ event }, index) => (event.kind === 'guard_release' ? [index + 1] : []));
  return { data: { attributes: releases.at(-back) ?? back } };
}

/** A gateway's journal over two days: contiguous numbers in the order of time. */
function journal(fixture: SchoolFixture, index: number, clocks: typeof clock): fc.Arbitrary<StoredEvent[]> {
  const gateway = fixture.gateways[index] as (typeof fixture.gateways)[0];
  const named = fc.nat({ max: 4 });
  return fc.array(fc.tuple(draft(fixture), clocks, fc.boolean(), named), { maxLength: 30 }).map((drafts) =>
    drafts
      .map(([each, state, late, names]) => ({
        ...each,
        state,
        late,
        names,
        at: at(each.day, each.minutes) + each.seconds * 1_000,
      }))
      .sort((a, b) => a.at - b.at)
      .map(({ event, at: when, state, late, names }, position, all) => {
        const mono = when - at(DAYS[0], 0);
        const boot = state === 'unset' || state === 'ahead' ? state : 'b1';
        const device =
          state === 'unset' ? mono : state === 'ahead' || state === 'future' ? when + 7_200_000 : when;
        const more: Partial<JournalEvent> & { readonly kind: string } = {
          ...event,
          ...(event.kind === 'guard_attested' && naming(all.slice(0, position), names)),
          building: gateway.building,
          lane: 'L1',
          mono,
          boot,
        };
        const unsynced = state === 'unset' ? { clock: 'unsynced' as const } : {};
        return storedEvent(
          fixture.school,
          gateway.id,
          position + 1,
          device,
          { ...more, ...unsynced },
          when + (late ? 600_000 : 1_000),
        );
      }),
  );
}

function changeOf(fixture: SchoolFixture): fc.Arbitrary<Change> {
  const { school, persons, classes, gateways } = fixture;
  const day = fc.constantFrom(...DAYS);
  const pupil = fc.constantFrom(...persons.slice(0, 6));
  const gateway = fc.constantFrom(...gateways.map(({ id }) => id));
  const minutes = fc.integer({ min: 360, max: 1_200 });
  return fc.oneof(
    fc
      .tuple(
        pupil,
        day,
        fc.constantFrom('present', 'late', 'absent', 'excused'),
        fc.integer({ min: 1, max: 7 }),
      )
      .map(
        ([person, on, mark, lesson]): Change => ({
          table: 'lesson_mark',
          values: { school, person, day: on, lesson, mark },
        }),
      ),
    fc.tuple(pupil, day).map(
      ([person, on]): Change => ({
        table: 'excuse',
        values: { school, person, kind: 'medical', first_day: on, last_day: on },
      }),
    ),
    fc.tuple(day, fc.constantFrom('remote', 'off_day'), fc.constantFrom(...classes)).map(
      ([on, kind, of]): Change => ({
        table: 'calendar_day',
        values: { school, class: of, day: on, kind, as_weekday: null },
      }),
    ),
    // The eighth is in the evening, after the building has closed.
    fc.tuple(day, fc.constantFrom(...classes), fc.integer({ min: 1, max: 8 })).map(
      ([on, of, count]): Change => ({
        table: 'timetable',
        values: {
          school,
          class: of,
          holds_from: on,
          only_on: on,
          lessons: JSON.stringify(
            [1, 2].flatMap((weekday) =>
              Array.from({ length: count }, (_, index) => ({ weekday, period: index + 1, subject: 'art' })),
            ),
          ),
        },
      }),
    ),
    fc
      .tuple(gateway, fc.constantFrom('unset', 'ahead'), fc.integer({ min: 0, max: 2_600 }))
      .map(([of, boot, minute]): Change => {
        const mono = minute * 60_000;
        const cloud = at(DAYS[0], minute);
        return {
          table: 'clock_measurement',
          values: {
            gateway: of,
            boot,
            mono,
            school,
            device_at: boot === 'unset' ? mono : cloud + 7_200_000,
            cloud_at: cloud,
            round_trip_ms: 40,
            recorded_at: cloud,
          },
        };
      }),
    fc.tuple(gateway, day, minutes, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 60 })).map(
      ([of, on, from, length, seq]): Change => ({
        table: 'coverage_gap',
        values: {
          gateway: of,
          epoch: 1,
          before_seq: seq,
          school,
          cause: 'silent',
          from_at: at(on, from),
          from_mono: at(on, from) - at(DAYS[0], 0),
          from_boot: 'b1',
          until_at: at(on, from + length),
          until_mono: at(on, from + length) - at(DAYS[0], 0),
          until_boot: 'b1',
          recorded_at: at(on, from + length),
        },
      }),
    ),
    fc.tuple(pupil, fc.option(pupil, { nil: undefined }), day, minutes).map(
      ([person, to, on, minute]): Change => ({
        table: 'end_card',
        values: { person, ...(to === undefined ? {} : { to }), at: new Date(at(on, minute)) },
      }),
    ),
  );
}

/** Cuts each journal into batches, then mixes batches, repetitions, changes and jobs in any order. */
export function history(
  fixture: SchoolFixture,
  { clocks = clock }: { readonly clocks?: typeof clock } = {},
): fc.Arbitrary<History> {
  const journals = fc.tuple(...fixture.gateways.map((_, index) => journal(fixture, index, clocks)));
  const plan = fc.record({
    journals,
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    changes: fc.array(changeOf(fixture), { maxLength: 5 }),
    jobs: fc.nat({ max: 3 }),
    again: fc.boolean(),
    order: fc.array(fc.nat({ max: 1_000_000 }), { minLength: 120, maxLength: 120 }),
  });
  return plan.map(({ journals: all, sizes, changes, jobs, again, order }) => {
    const batches = all.flatMap((events) => cut(events, sizes));
    const steps: Step[] = [
      ...batches.map((events): Step => ({ kind: 'store', events })),
      ...changes.map((change): Step => ({ kind: 'change', change })),
      ...Array.from({ length: jobs }, (): Step => ({ kind: 'job' })),
    ];
    const mixed = steps
      .map((step, index) => ({ step, key: order[index % order.length] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ step }) => step);
    const repeated = again ? batches.slice(0, 2).map((events): Step => ({ kind: 'again', events })) : [];
    return { steps: [...mixed, ...repeated], days: DAYS };
  });
}

function cut(events: readonly StoredEvent[], sizes: readonly number[]): StoredEvent[][] {
  const batches: StoredEvent[][] = [];
  for (let start = 0, turn = 0; start < events.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(events.slice(start, start + size));
    start += size;
  }
  return batches;
}
