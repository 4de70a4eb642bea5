import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertPeriods } from '../../src/registers/index.ts';
import { faultsOf, nextPeriod } from '../../web/setup/src/bells/faults.ts';
import { type Dated, heldOn, timeline } from '../../web/setup/src/shared/timeline.ts';

const version = (id: string, holdsFrom: string, rest: Partial<Dated> = {}): Dated => ({
  id,
  holdsFrom,
  recordedAt: `2026-09-01T0${id}:00:00Z`,
  ...rest,
});

test('versions show what holds today, what will, what did, and what another replaced before it held', () => {
  const shown = timeline(
    [
      version('1', '2026-09-15'),
      version('2', '2027-02-03'),
      version('3', '2026-11-02', { onlyThatDay: true }),
      version('4', '2027-02-03'),
      version('5', '2026-10-01'),
    ],
    '2026-11-18',
  );
  assert.deepEqual(
    shown.map(({ version: { id }, when, until }) => [id, when, until]),
    [
      ['4', 'later', undefined],
      ['2', 'replaced', undefined],
      ['3', 'before', '2026-11-02'],
      ['5', 'now', '2027-02-02'],
      ['1', 'before', '2026-09-30'],
    ],
  );
});

test('on any day holds what the timeline says', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
  const rows = fc.array(fc.record({ holdsFrom: day, onlyThatDay: fc.boolean() }), { maxLength: 8 });
  fc.assert(
    fc.property(rows, day, (list, on) => {
      const versions = list.map((row, index) => version(String(index), row.holdsFrom, row));
      const now = timeline(versions, on).filter(({ when }) => when === 'now');
      const held = heldOn(versions, on);
      assert.equal(held !== undefined, now.length > 0);
      if (held) assert.ok(now.some(({ version: { id } }) => id === held.id));
      assert.equal(
        held?.onlyThatDay ?? false,
        now.some(({ version: one }) => one.onlyThatDay),
      );
    }),
  );
});

test('the form finds fault with exactly the bells that the server refuses', () => {
  const time = fc
    .integer({ min: 0, max: 95 })
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);
  const period = fc.record({ number: fc.integer({ min: 0, max: 4 }), start: time, end: time });
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 3 }), (periods) => {
      const refused = () => {
        try {
          assertPeriods(periods);
          return false;
        } catch {
          return true;
        }
      };
      const noLength = periods.at(-1)!.start === periods.at(-1)!.end;
      assert.equal(
        faultsOf(periods).some((fault) => fault !== undefined),
        refused() || noLength,
      );
    }),
  );
});

test('the lesson-hour that is offered next follows the last after the same break', () => {
  const periods = [
    { number: 1, start: '08:00', end: '08:40' },
    { number: 2, start: '08:50', end: '09:30' },
  ];
  assert.deepEqual(nextPeriod(periods), { number: 3, start: '09:40', end: '10:20' });
  assert.deepEqual(faultsOf([...periods, nextPeriod(periods)]), [undefined, undefined, undefined]);
});
