import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freeDays, orthodoxEaster } from '../../src/demo-school/holidays.ts';
import { egnCheckDigit, impossibleEgn } from '../../src/demo-school/identifier.ts';
import { DEMO, inventSchool } from '../../src/demo-school/index.ts';
import { simulatedCards } from '../../src/demo-school/people-file.ts';

const plan = inventSchool({ ...DEMO, startYear: 2026 });
const students = plan.classes.flatMap((of) => of.students);

test('the same seed makes the same school, another seed another', () => {
  assert.deepEqual(inventSchool({ ...DEMO, startYear: 2026 }), plan);
  assert.notDeepEqual(inventSchool({ ...DEMO, seed: 7, startYear: 2026 }).classes, plan.classes);
});

test('600 students, 24 classes, two shifts, every class with a teacher of its own', () => {
  assert.equal(students.length, 600);
  assert.equal(new Set(plan.classes.map((of) => of.name)).size, 24);
  assert.deepEqual([...new Set(plan.classes.map((of) => of.shift))].sort(), ['first', 'second']);
  assert.equal(new Set(plan.classes.map((of) => of.teacher)).size, 24);
  assert.ok(plan.classes.every((of) => plan.staff[of.teacher]!.post === 'teacher'));
});

test('identifiers have a right check digit, a month of the 1800s, and do not repeat', () => {
  const people = [...students.map((one) => one.profile), ...plan.staff.map((one) => one.profile)];
  const egns = people.map((profile) => profile.identifier!);
  assert.equal(new Set(egns).size, egns.length);
  for (const egn of egns) {
    assert.match(egn, /^\d{2}(2[1-9]|3[0-2])\d{6}$/);
    assert.equal(egn.at(-1), egnCheckDigit(egn));
  }
  assert.equal(impossibleEgn('2015-03-01', 'f', 0).slice(0, 6), '152301');
});

test('cards never repeat, and a pupil has at most one that opens', () => {
  const cards = simulatedCards(plan).map((card) => card.uid);
  assert.equal(new Set(cards).size, cards.length);
  for (const { cards: held } of students)
    assert.ok(held.filter((card) => card.fate === 'issued').length <= 1);
});

test('a subject is never three times on one day, and no lesson-hour is left free in between', () => {
  const property = fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
    const { classes } = inventSchool({ ...DEMO, seed, classes: 12, studentsPerClass: 1, startYear: 2026 });
    for (const { lessons } of classes) {
      for (const [, day] of Map.groupBy(lessons, (lesson) => lesson.weekday)) {
        const hours = [...new Set(day.map((lesson) => lesson.period))];
        assert.deepEqual(
          hours,
          hours.map((_, index) => index + 1),
        );
        const whole = day.filter((lesson) => lesson.group === undefined);
        for (const [, same] of Map.groupBy(whole, (lesson) => lesson.subject)) assert.ok(same.length <= 2);
      }
    }
  });
  fc.assert(property, { numRuns: 20 });
});

test('Orthodox Easter, and a holiday inside of a vacation stays a holiday', () => {
  assert.equal(orthodoxEaster(2024), '2024-05-05');
  assert.equal(orthodoxEaster(2025), '2025-04-20');
  assert.equal(orthodoxEaster(2027), '2027-05-02');
  const days = freeDays(2026);
  assert.equal(days.find((free) => free.day === '2026-12-25')!.kind, 'holiday');
  assert.equal(days.find((free) => free.day === '2026-12-30')!.kind, 'off_day');
  assert.equal(new Set(days.map((free) => free.day)).size, days.length);
});
