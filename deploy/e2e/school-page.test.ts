import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { readNeispuo } from '../../cloud-api/src/month/files/read-neispuo.ts';
import { validateNeispuo } from '../../cloud-api/src/month/files/validate-neispuo.ts';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { decideTheRest, signedIn as signIn } from './support/school-browser.ts';
import { type SchoolCloud, startSchoolCloud } from './support/school-cloud.ts';

// A month from the teacher's doubt to the principal's signature, in a real browser, over a school whose past came
// through the real ingest.

const SKIP = withoutPeer('chromium');
const WEB = join(ROOT, 'cloud-api', 'web');
const MONTH = '2026-11';
/** The campaign of November runs. */
const NOW = new Date('2026-12-04T08:00:00Z');

let cloud: SchoolCloud;
let browser: Browser;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const page of ['school', 'sign-in']) await buildPage(join(WEB, page));
  cloud = await startSchoolCloud(NOW);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await cloud?.stop();
});

const signedIn = (login: string, hash: string): Promise<Page> =>
  signIn(browser, cloud, { login, hash, onError: (message) => complaints.push(message) });

const waiting = (page: Page) => page.getByTestId('review');

test('the teacher decides what the gates could not say, with the evidence before the eyes', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('teacher@demo.example', '#review');
  await waiting(page).first().waitFor();
  const before = await waiting(page).count();
  assert.ok(before > 0);
  await waiting(page).first().getByRole('button', { name: 'Какво е видяно' }).click();
  const drawer = page.getByRole('dialog');
  const doubts = /картата е отказана|преминаване липсва|изходът липсва|мълчи|прекъсване|изключен/;
  await drawer.getByRole('listitem').filter({ hasText: doubts }).first().waitFor();
  await drawer.getByRole('button', { name: 'Реши …' }).first().click();
  await page.getByRole('menuitem', { name: 'Закъснял' }).click();
  await drawer.getByText('история (1)').waitFor();
  await page.keyboard.press('Escape');
  const left = await waiting(page).count();
  // By a key, and the keyboard goes on with the next one.
  await waiting(page).first().focus();
  await page.keyboard.press('KeyP');
  await page.waitForFunction((n) => document.querySelectorAll('[data-testid=review]').length < n, left);
  await page.waitForFunction(() => document.activeElement?.matches('[data-testid=review]'));
  await decideTheRest(page);
  await page.reload();
  await page.getByText('Няма нищо за решаване').waitFor();
});

test('the teacher decides by keys in the grid', { skip: SKIP, timeout: 240_000 }, async () => {
  const page = await signedIn('teacher@demo.example', `#lessons/${cloud.classId}/2026-11-16`);
  const cell = page.locator('[data-cell="0/0"]');
  const said = (words: string) => page.locator(`[data-cell="0/0"][aria-label$="${words}"]`).waitFor();
  await cell.click();
  await page.keyboard.press('KeyA');
  await said('Отсъства, решено');
  assert.equal(await cell.textContent(), 'О');
  // What the gates could not tell is open again then, and has to be decided anew.
  await page.keyboard.press('KeyU');
  await said('предложение на входа');
  await page.keyboard.press('KeyP');
  await said('Присъства, решено');
});

test('the teacher checks the month of the class off', { skip: SKIP, timeout: 240_000 }, async () => {
  const page = await signedIn('teacher@demo.example', `#class/${cloud.classId}/${MONTH}`);
  await page.getByRole('button', { name: 'Отметни месеца' }).click();
  await page.getByText(/Отметнат · /).waitFor();
});

test('the principal generates, submits and signs; the file is what НЕИСПУО takes', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('principal@demo.example', `#month/${MONTH}`);
  await page.getByRole('button', { name: 'Създай файла' }).click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Изтегли файла' }).click();
  const file = await arriving;
  assert.equal(file.suggestedFilename(), `${cloud.code}_2026_11_1.txt`);
  const read = readNeispuo(readFileSync(await file.path()));
  assert.ok(read.rows.length > 0);
  assert.deepEqual(validateNeispuo(read, { institution: cloud.code, schoolYear: 2026, month: 11 }), []);
  await page.getByLabel('Номер в НЕИСПУО').fill('4711');
  await page.getByRole('button', { name: 'Отбележи като внесен' }).click();
  await page.getByRole('button', { name: 'Подпиши …' }).click();
  await page.getByRole('button', { name: 'Подписвам' }).click();
  await page.getByTestId('month-state').getByText('Подписан').waitFor();
  await page.getByText('внесен в НЕИСПУО № 4711').waitFor();
});

test('a signed month is closed to the teacher, and the page says so', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('teacher@demo.example', `#lessons/${cloud.classId}/2026-11-16`);
  await page.getByText('Месецът е подписан').waitFor();
  assert.deepEqual(complaints, []);
});

test('чл. 347: a signal goes from the selection to the municipality and comes back answered', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('principal@demo.example', '#signals');
  await page.getByText('Отпадащи (НЕИСПУО)').click();
  await page.getByLabel('Към дата').fill('2026-11-30');
  await page.getByTestId('at-risk').first().click();
  await page.getByRole('button', { name: 'Сигнали … (1)' }).click();
  await page.getByRole('button', { name: 'Направи чернови' }).click();
  const signal = page.getByTestId('signal').first();
  await signal.getByRole('button', { name: 'Подпиши' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Подпиши' }).click();
  await signal.getByLabel('Изходящ номер').fill('РД-17');
  await page.keyboard.press('Enter');
  await signal.getByRole('button', { name: 'Изпрати на общината' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Изпрати на общината' }).click();
  await signal.getByText('Общината го вижда и отговаря тук.').waitFor();

  const clerk = await signedIn('municipality@demo.example', '#inbox');
  const received = clerk.getByTestId('received').first();
  const arriving = clerk.waitForEvent('download');
  await received.getByRole('link', { name: 'Писмото (PDF)' }).click();
  assert.equal(
    readFileSync(await (await arriving).path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  await received.getByLabel('Какво е предприето').fill('Съставен е акт.');
  await received.getByRole('button', { name: 'Отговори' }).click();
  await clerk.getByRole('dialog').getByRole('button', { name: 'Отговори' }).click();
  await received.getByText('Съставен е акт.').waitFor();
  await page.reload();
  await page.getByTestId('signal').first().getByText('Съставен е акт.').waitFor();
});

test('reports are taken from the page, and limits changed on it', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('principal@demo.example', '#reports/at-risk');
  await page.getByLabel('Ден').fill('2026-11-30');
  await page.getByText('Отпадащи (НЕИСПУО)').click();
  await page.getByText('CSV').click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Изтегли' }).click();
  const report = await arriving;
  assert.equal(report.suggestedFilename(), 'at-risk-2026-11-30.csv');
  assert.match(readFileSync(await report.path(), 'utf8'), /застрашен от отпадане/);
  await page.evaluate(() => {
    location.hash = 'settings';
  });
  await page.getByLabel('Общо, над (часа)').fill('120');
  await page.getByRole('button', { name: 'Запази' }).click();
  await page.getByText('Променени: директор').waitFor();
  assert.deepEqual(complaints, []);
});
