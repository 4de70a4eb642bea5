import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addAccount, assignRole } from '@vratar/cloud-api/src/accounts/index.ts';
import { DEMO, inventSchool, seedSchool } from '@vratar/cloud-api/src/demo-school/index.ts';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { servedCloud } from './support/served-cloud.ts';

// A principal sets the school up in a real browser, on the real API; nobody types a command.

const SKIP = withoutPeer('chromium');
/** A Wednesday of the first term. */
const NOW = new Date('2026-11-18T08:00:00Z');
const PASSWORD = 'дълга парола за настройки';
const loginOf = (role: string) => `${role}@setup.example`;
let cloud: Awaited<ReturnType<typeof servedCloud>>;
let browser: Browser;
let page: Page;
let school: string;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const name of ['sign-in', 'setup', 'today', 'access'])
    await buildPage(join(ROOT, 'cloud-api', 'web', name));
  cloud = await servedCloud(() => NOW);
  const { db, vault } = cloud;
  const size = { ...DEMO, code: '9999961', classes: 3, studentsPerClass: 4 };
  const plan = inventSchool({ ...size, startYear: 2026 });
  const place = { gateway: 'gateway-setup', lanes: ['lane-1', 'lane-2'] };
  ({ school } = await seedSchool(db.jobs, vault, plan, place, NOW));
  for (const role of ['principal', 'card_officer', 'installer', 'dpo'] as const) {
    const account = await addAccount(db.jobs, vault, { login: loginOf(role), password: PASSWORD });
    const assigned = { account, role, school, from: new Date(0) };
    await db.jobs.transaction().execute((trx) => assignRole(trx, vault, assigned, NOW));
  }
  browser = await openBrowser();
  page = await signedIn('principal', '/setup/');
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
});

/** Somebody who was taken to the sign-in page from where they wanted to go; a browser of their own. */
async function signedIn(role: string, path: string): Promise<Page> {
  const own = await browser.newPage({ locale: 'en', viewport: { width: 1280, height: 900 } });
  own.setDefaultTimeout(60_000);
  own.on('pageerror', (error) => complaints.push(error.message));
  await own.clock.setFixedTime(NOW);
  await own.goto(`${cloud.address}${path}`);
  await own.getByLabel('Personal e-mail').fill(loginOf(role));
  await own.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await own.keyboard.press('Enter');
  return own;
}
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a new class gets a name and a shift', { skip: SKIP, timeout: 240_000 }, async () => {
  await button('New class').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('12ю');
  await dialog.getByLabel('Grade in НЕИСПУО').fill('12');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await button('Edit 12ю').click();
  await dialog.getByLabel('New shift').click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: 'Set' }).first().click();
  await dialog.getByText('holds today').waitFor();
  await page.keyboard.press('Escape');
  const { class_shift: held } = await cloud.db.jobs
    .selectFrom('class')
    .innerJoin('class_shift', 'class_shift.class', 'class.id')
    .select('class_shift.id as class_shift')
    .where('class.name', '=', '12ю')
    .executeTakeFirstOrThrow();
  assert.ok(held);
});

/** Entries of the calendar that hold. */
const noted = async (): Promise<number> =>
  (
    await cloud.db.jobs
      .selectFrom('calendar_day')
      .select('id')
      .where('school', '=', school)
      .where('note', '=', 'Patron’s day')
      .where('withdrawn_at', 'is', null)
      .execute()
  ).length;

test('holidays over a weekend are entered, shown and taken back as one', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await page.getByRole('tab', { name: 'Calendar' }).click();
  const monday = new Date(NOW.getTime() + ((8 - NOW.getUTCDay()) % 7) * 86_400_000);
  await page.getByLabel('From', { exact: true }).fill(monday.toISOString().slice(0, 10));
  const until = new Date(monday.getTime() + 7 * 86_400_000);
  await page.getByLabel('To (inclusive)').fill(until.toISOString().slice(0, 10));
  await page.getByLabel('Note').fill('Patron’s day');
  await button('Add').click();
  const row = page.getByRole('row').filter({ hasText: 'Patron’s day' });
  await row.waitFor();
  assert.equal(await row.count(), 1);
  assert.match((await row.textContent()) ?? '', /23.+ – .*30/);
  assert.equal(await noted(), 6);
  await row.getByRole('button', { name: 'Day by day' }).click();
  const second = row.locator('xpath=following-sibling::tr[2]');
  await second.getByRole('button', { name: 'Take back' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^[^–]*24[^–]*: like the others/)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await row.first().getByText(/23/).waitFor();
  await row
    .nth(1)
    .getByText(/25.+ – .*30/)
    .waitFor();
  assert.equal(await noted(), 5);
  await row.first().getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await row.getByText(/25.+ – .*30/).waitFor();
  await row.nth(1).waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await row.waitFor({ state: 'detached' });
  assert.equal(await noted(), 0);
});

test('other bells that overlap are refused in words, and then hold from their day', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await page.getByRole('tab', { name: 'Shifts and bells' }).click();
  await page
    .getByRole('button', { name: /^Other bells/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Holds from').fill('2027-02-03');
  await dialog.getByLabel('Start of lesson 2').fill('07:40');
  await dialog.getByText('Lesson 2 begins before the one before has ended.').waitFor();
  assert.ok(await dialog.getByRole('button', { name: 'Set' }).isDisabled());
  await dialog.getByLabel('Start of lesson 2').fill('08:25');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /What holds from when/ })
    .first()
    .click();
  await page.getByText('to come').waitFor();
  const rows = await cloud.db.jobs
    .selectFrom('bell_schedule')
    .select('periods')
    .where('school', '=', school)
    .where('holds_from', '=', '2027-02-03')
    .execute();
  assert.deepEqual(
    rows.map(({ periods }) => periods[1]!.start),
    ['08:25'],
  );
});

test('a new subject stands in a new timetable, which begins with the one before', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await page.getByRole('tab', { name: 'Subjects' }).click();
  await button('New subject').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code').fill('ШАХ');
  await dialog.getByLabel('Name').fill('Chess');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'ШАХ' }).waitFor();
  await page.getByRole('tab', { name: 'Timetables' }).click();
  await button('New timetable').click();
  await dialog.getByLabel('Holds from').fill('2027-02-03');
  await dialog.getByLabel('Monday, lesson 7', { exact: true }).click();
  await page.getByRole('option', { name: 'Chess' }).click();
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const [before, after] = await cloud.db.jobs
    .selectFrom('timetable')
    .select(['class', 'lessons'])
    .where('class', 'in', (eb) =>
      eb.selectFrom('timetable').select('class').where('holds_from', '=', '2027-02-03'),
    )
    .orderBy('holds_from')
    .execute();
  const chess = { weekday: 1, period: 7, subject: 'ШАХ' };
  assert.deepEqual(after?.lessons, [...before!.lessons, chess]);
});

test('a lane is entered; it is not taken out while its gateway may know something of it', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await page.getByRole('tab', { name: 'Buildings and lanes' }).click();
  await button('New lane: Главен вход').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Identifier').fill('lane-7');
  await dialog.getByLabel('Name').fill('Yard');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const enrolled = (state: 'new' | 'enrolled') =>
    cloud.db.jobs.updateTable('gateway').set({ state }).where('school', '=', school).execute();
  const remove = async () => {
    await page.getByRole('dialog').first().getByRole('button', { name: 'Remove' }).click();
    const asked = page.getByRole('dialog').filter({ hasText: 'Only a lane on which nothing was recorded' });
    await asked.getByRole('button', { name: 'Remove' }).click();
  };
  await enrolled('enrolled');
  await button('Edit Yard').click();
  await remove();
  await dialog.getByText('The gateway is away or still delivering').waitFor();
  await enrolled('new');
  await remove();
  await button('Edit Yard').waitFor({ state: 'detached' });
});

test('a gateway is retired, unseen events and all, and put back', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const state = async () =>
    (
      await cloud.db.jobs
        .selectFrom('gateway')
        .select('state')
        .where('school', '=', school)
        .executeTakeFirstOrThrow()
    ).state;
  await cloud.db.jobs
    .updateTable('gateway')
    .set({ state: 'enrolled' })
    .where('school', '=', school)
    .execute();
  await button('Retire: Главен вход').click();
  const dialog = page.getByRole('dialog');
  const retire = dialog.getByRole('button', { name: 'Retire' });
  await retire.click();
  await dialog.getByText('may hold events that have not arrived').waitFor();
  await dialog.getByText('By the school’s clock (Europe/Sofia)').waitFor();
  assert.ok(await retire.isEnabled(), 'it may have delivered meanwhile: it can be asked again');
  assert.equal(await state(), 'enrolled');
  await dialog.getByLabel('Retire it all the same').check();
  await retire.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/^served until/).waitFor();
  assert.equal(await state(), 'retired');
  assert.equal(await button('New lane: Главен вход').count(), 0);
  await button('Back into service').click();
  await dialog.getByRole('button', { name: 'Back into service' }).click();
  await button('New lane: Главен вход').waitFor();
  assert.equal(await state(), 'new');
});

test('the next school year begins with the days of this one', { skip: SKIP, timeout: 240_000 }, async () => {
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await button('New school year').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Take the year out' }).waitFor();
  const years = await cloud.db.jobs
    .selectFrom('school_year')
    .select(['start_year', 'first_day'])
    .where('school', '=', school)
    .orderBy('start_year')
    .execute();
  assert.deepEqual(
    years.map((year) => [year.start_year, year.first_day]),
    [
      [2026, '2026-09-15'],
      [2027, '2027-09-15'],
    ],
  );
});

test('rules of the gates are set as they were entered', { skip: SKIP, timeout: 240_000 }, async () => {
  await page.getByRole('tab', { name: 'Gate rules' }).click();
  await page.getByText('Refused for a while').click();
  await button('Add a schedule').click();
  await page.getByRole('combobox', { name: 'Cards of' }).press('ArrowDown');
  await page.getByRole('option', { name: 'pupils' }).click();
  await page.keyboard.press('Escape');
  await button('Save the rules').click();
  await page.getByText('Rules that were set').waitFor();
  const { rules } = await cloud.db.jobs
    .selectFrom('gate_rules')
    .select('rules')
    .where('school', '=', school)
    .executeTakeFirstOrThrow();
  assert.equal(rules.passback.mode, 'timed');
  assert.deepEqual(rules.groupsOf, { pupil: [rules.groups[0]!.id] });
  assert.deepEqual(complaints, [], 'the page threw');
});

test('a card officer reads the rules of the gates, and is offered nothing that would be refused', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const officer = await signedIn('card_officer', '/setup/#gates');
  await officer.getByText('You may read them').waitFor();
  assert.equal(await officer.getByRole('button', { name: 'Save the rules' }).count(), 0);
  assert.ok(await officer.getByRole('button', { name: 'Add a schedule' }).isDisabled());
  await officer.close();
});

test('an installer is led to the buildings and lanes, and is shown no other register', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const installer = await signedIn('installer', '/setup/');
  await installer.getByRole('button', { name: 'New gateway' }).waitFor();
  assert.deepEqual(await installer.getByRole('tab').allTextContents(), ['Buildings and lanes']);
  await installer.close();
});

test('the root address leads whoever may not see who is in the school to a page of theirs', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const dpo = await signedIn('dpo', '/');
  await dpo.waitForURL('**/access/');
  await dpo.getByRole('tab', { name: 'Who looked' }).click();
  await dpo.getByRole('button', { name: 'Export', exact: true }).waitFor();
  assert.equal(await dpo.getByRole('button', { name: 'Looked at whom…' }).count(), 0);
  await dpo.close();
  assert.deepEqual(complaints, [], 'a page threw');
});
