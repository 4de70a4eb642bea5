import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASSIGNED_ROLES } from '../../../cloud-api/src/accounts/permissions/grant.ts';
import { PERMISSIONS } from '../../../cloud-api/src/accounts/permissions/permissions.ts';
import { mayInSchool, type SchoolAct } from '../../src/account/may-in-school.ts';
import { homeOf, pagesOf } from '../../src/account/pages-of.ts';
import type { Grant } from '../../src/account/use-me.ts';

const SCHOOL = 'school-1';
const REGIONAL = ['regional_officer', 'municipality', 'operator'];
const grantOf = (role: string): Grant =>
  REGIONAL.includes(role) ? { role, region: 'region-1' } : { role, school: SCHOOL };
const namesOf = (...grants: Grant[]) => pagesOf({ grants, school: SCHOOL }).map(({ name }) => name);
const delegated = (...acts: string[]): Grant => ({ role: 'delegate', school: SCHOOL, acts });

const PAGES: Readonly<Record<(typeof ASSIGNED_ROLES)[number], readonly string[]>> = {
  pupil: [],
  guard: ['school'],
  installer: ['setup'],
  card_officer: ['cards', 'imports', 'setup', 'access'],
  homeroom_teacher: ['school'],
  principal: ['school', 'cards', 'imports', 'setup', 'access'],
  parent: [],
  regional_officer: ['region'],
  municipality: ['inbox'],
  operator: ['region'],
  dpo: ['access'],
};

for (const role of ASSIGNED_ROLES) {
  test(`${role}: ${PAGES[role].join(', ') || 'the own account only'}`, () => {
    assert.deepEqual(namesOf(grantOf(role)), PAGES[role]);
  });

  test(`${role}: pages offer in a school what the server allows`, () => {
    const me = { grants: [grantOf(role)], school: SCHOOL };
    const acts: readonly SchoolAct[] = [
      'people.find',
      'roster.change',
      'cards.manage',
      'gates.rules',
      'gates.install',
      'accounts.manage',
      'delegations.give',
      'tokens.manage',
      'audit.see',
    ];
    for (const act of acts)
      assert.equal(mayInSchool(me, act), PERMISSIONS[role][act] === 'school', `${role}: ${act}`);
  });
}

test('what is delegated opens the pages that are made of it, and no other', () => {
  assert.deepEqual(namesOf(delegated('month.sign')), ['school']);
  assert.deepEqual(namesOf(delegated('cards.manage')), ['cards']);
  assert.deepEqual(namesOf(delegated('roster.change')), ['imports', 'setup']);
  assert.deepEqual(namesOf(delegated('gates.rules')), ['setup']);
  assert.deepEqual(namesOf(delegated('audit.see')), ['access']);
  assert.deepEqual(namesOf({ ...delegated('cards.manage', 'lessons.decide'), class: 'class-1' }), ['school']);
});

test('a region stays in the menu of somebody who works in a school, and another school does not come into it', () => {
  assert.deepEqual(namesOf(grantOf('homeroom_teacher'), grantOf('regional_officer')), ['school', 'region']);
  assert.deepEqual(namesOf(grantOf('guard'), grantOf('municipality')), ['school', 'inbox']);
  assert.deepEqual(namesOf({ role: 'principal', school: 'school-2' }), []);
});

test('whom a page has nothing for goes on to the first that has, else to the account', () => {
  assert.equal(homeOf({ grants: [grantOf('municipality')] }), '/school/#inbox');
  assert.equal(homeOf({ grants: [grantOf('parent')], school: SCHOOL }), '/account/');
});
