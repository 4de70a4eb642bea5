import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ageOn, isYoung } from '../../src/accounts/permissions/age.ts';
import {
  ACTS,
  type Act,
  DELEGABLE,
  type Grant,
  may,
  mayAny,
  type Target,
} from '../../src/accounts/permissions/index.ts';
import { PERMISSIONS } from '../../src/accounts/permissions/permissions.ts';

const own = { school: 's1' };
const other = { school: 's2' };
const principal: Grant = { role: 'principal', school: 's1' };
const teacher: Grant = { role: 'homeroom_teacher', school: 's1', class: 'c1' };
const deputy: Grant = { role: 'delegate', school: 's1', acts: ['month.sign'] };
const stand_in: Grant = { role: 'delegate', school: 's1', class: 'c1', acts: ['lessons.decide'] };
const parent: Grant = {
  role: 'parent',
  school: 's1',
  person: 'mother',
  children: [
    { person: 'small', young: true },
    { person: 'big', young: false },
  ],
};
const aunt: Grant = {
  role: 'trusted_person',
  school: 's1',
  children: [{ person: 'small', young: true }],
  acts: ['pickup.see'],
};

/** Who, what, on what, and whether (domain/roles.md, domain/privacy.md D4 to D8, D18). */
const TABLE: readonly (readonly [Grant, Act, Target, boolean])[] = [
  [principal, 'names.see', own, true],
  [principal, 'names.see', other, false],
  [principal, 'month.sign', own, true],
  [principal, 'delegations.give', own, true],
  [principal, 'fleet.operate', own, false],
  [principal, 'consent.give', { ...own, person: 'small' }, false],
  [teacher, 'names.see', { ...own, class: 'c1' }, true],
  [teacher, 'names.see', { ...own, class: 'c2' }, false],
  [teacher, 'names.see', own, false],
  [teacher, 'names.see', { ...other, class: 'c1' }, false],
  [teacher, 'lessons.decide', { ...own, class: 'c1' }, true],
  [teacher, 'month.sign', { ...own, class: 'c1' }, false],
  [{ role: 'homeroom_teacher', school: 's1' }, 'names.see', { ...own, class: 'c1' }, false],
  [deputy, 'month.sign', own, true],
  [deputy, 'month.sign', { ...own, class: 'c9' }, true],
  [deputy, 'month.sign', other, false],
  [deputy, 'names.see', own, false],
  [deputy, 'delegations.give', own, false],
  [{ ...deputy, acts: ['delegations.give', 'tokens.manage'] }, 'delegations.give', own, false],
  [stand_in, 'lessons.decide', { ...own, class: 'c1' }, true],
  [stand_in, 'lessons.decide', { ...own, class: 'c2' }, false],
  [stand_in, 'lessons.decide', own, false],
  [{ role: 'guard', school: 's1' }, 'presence.see', own, true],
  [{ role: 'guard', school: 's1' }, 'names.see', own, false],
  [{ role: 'card_officer', school: 's1' }, 'cards.manage', own, true],
  [{ role: 'card_officer', school: 's1' }, 'days.see', { ...own, person: 'small' }, false],
  [{ role: 'pupil', school: 's1', person: 'big' }, 'days.see', { ...own, person: 'big' }, true],
  [{ role: 'pupil', school: 's1', person: 'big' }, 'days.see', { ...own, person: 'small' }, false],
  [{ role: 'pupil', school: 's1', person: 'big' }, 'days.see', own, false],
  [parent, 'days.see', { ...own, person: 'small' }, true],
  [parent, 'days.see', { ...own, person: 'big' }, true],
  [parent, 'days.see', { ...own, person: 'stranger' }, false],
  [parent, 'consent.give', { ...own, person: 'small' }, true],
  [parent, 'consent.give', { ...own, person: 'big' }, false],
  [parent, 'lessons.decide', { ...own, person: 'small' }, false],
  [aunt, 'pickup.see', { ...own, person: 'small' }, true],
  [aunt, 'presence.see', { ...own, person: 'small' }, false],
  [aunt, 'days.see', { ...own, person: 'small' }, false],
  [{ role: 'regional_officer', region: 'r1' }, 'region.see', { region: 'r1' }, true],
  [{ role: 'regional_officer', region: 'r1' }, 'region.see', { region: 'r2' }, false],
  [{ role: 'regional_officer', region: 'r1' }, 'names.see', { ...own, region: 'r1' }, false],
  [{ role: 'municipality', region: 'r1' }, 'signals.answer', { region: 'r1' }, true],
  [{ role: 'operator' }, 'fleet.operate', {}, true],
  [{ role: 'operator' }, 'names.see', own, false],
  [{ role: 'dpo', school: 's1' }, 'subjects.export', own, true],
  [{ role: 'dpo', school: 's1' }, 'subjects.export', other, false],
];

for (const [grant, act, target, expected] of TABLE) {
  const scope = [grant.school, grant.class, grant.acts?.join('+')].filter(Boolean).join(' ');
  test(`${grant.role} (${scope}) ${expected ? 'may' : 'may not'} ${act} on ${JSON.stringify(target)}`, () => {
    assert.equal(may(grant, act, target), expected);
  });
}

test('names of a whole school open for the principal, for delegates and programs that were given them, and for nobody else', () => {
  const who = Object.keys(PERMISSIONS).filter((role) =>
    may({ role: role as Grant['role'], school: 's1', class: 'c1', region: 'r1' }, 'names.see', {
      ...own,
      region: 'r1',
    }),
  );
  assert.deepEqual(who, ['principal', 'program']);
  assert.ok(!may({ role: 'program', school: 's1', acts: ['presence.see'] }, 'names.see', own));
  assert.ok(may({ role: 'delegate', school: 's1', acts: ['names.see'] }, 'names.see', own));
});

const NEEDS_REGISTERS: readonly Act[] = ['roster.change', 'cards.manage', 'gates.rules'];

test('a delegate never may what the principal may not hand on', () => {
  const target = fc.record({ school: fc.constant('s1'), class: fc.constantFrom('c1', 'c2') });
  fc.assert(
    fc.property(fc.subarray([...ACTS]), fc.constantFrom(...ACTS), target, (acts, act, on) => {
      const allowed = may({ role: 'delegate', school: 's1', acts }, act, on);
      const brought = act === 'registers.see' && acts.some((one) => NEEDS_REGISTERS.includes(one));
      assert.equal(allowed, brought || (acts.includes(act) && (DELEGABLE as readonly Act[]).includes(act)));
    }),
  );
});

test('nothing of one school is allowed by grants of another, but for the network’s operators', () => {
  const grants = [principal, teacher, deputy, stand_in, parent, aunt];
  fc.assert(
    fc.property(
      fc.constantFrom(...ACTS),
      fc.constantFrom('c1', undefined),
      fc.constantFrom('small', 'big', undefined),
      (act, of, person) => {
        const target = { school: 's2', ...(of && { class: of }), ...(person && { person }) };
        assert.equal(mayAny(grants, act, target), false);
      },
    ),
  );
});

test('rules that are delegated can be read where they are set; a program reads what its scopes say', () => {
  const delegate: Grant = { role: 'delegate', school: 's1', acts: ['gates.rules'] };
  assert.ok(may(delegate, 'registers.see', own));
  assert.ok(!may(delegate, 'roster.change', own));
  assert.ok(!may({ ...delegate, class: 'c1' }, 'registers.see', own));
  assert.ok(!may(deputy, 'registers.see', own));
  assert.ok(!may({ role: 'program', school: 's1', acts: ['roster.change'] }, 'registers.see', own));
});

test('a child is young until the day it is fourteen', () => {
  assert.equal(isYoung('2012-11-10', '2026-11-09'), true);
  assert.equal(isYoung('2012-11-10', '2026-11-10'), false);
  assert.equal(isYoung('2012-02-29', '2026-02-28'), true);
  assert.equal(isYoung('2012-02-29', '2026-03-01'), false);
  assert.equal(isYoung(undefined, '2026-11-09'), true);
  assert.equal(ageOn('1999-12-31', '2026-01-01'), 26);
});
