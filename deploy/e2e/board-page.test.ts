import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { boardApp, serveBoard } from '@vratar/firmware-sim/board';
import { loadSchool, School } from '@vratar/firmware-sim/school';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { writeBoardSchool } from './support/board-school.ts';

// The simulator's board in a real browser, on a school without a gateway: what a person does by hand happens there.

const SKIP = withoutPeer('chromium');
const WEB = join(ROOT, 'firmware-sim', 'web');

let folder: string;
let school: School;
let stop: () => Promise<void>;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  folder = mkdtempSync(join(tmpdir(), 'vratar-board-'));
  await buildPage(WEB);
  school = await School.start(await loadSchool(writeBoardSchool(folder)));
  const app = boardApp({ school, page: join(WEB, 'dist') });
  const address = await serveBoard(app, '127.0.0.1', 0);
  stop = async () => {
    await app.close();
    await school.stop();
  };
  browser = await openBrowser();
  page = await browser.newPage({ locale: 'bg', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await page.getByRole('region', { name: 'Лента 1' }).waitFor();
});

after(async () => {
  if (SKIP) return;
  await browser?.close();
  await stop?.();
  rmSync(folder, { recursive: true, force: true });
});

const news = () => page.getByRole('region', { name: /Случи се|Произошло|What happened/ });

test('a person is found by name, and their card is tapped and their body walks', { skip: SKIP }, async () => {
  await page.getByRole('combobox', { name: 'Име или клас' }).fill('Колева');
  await page.getByRole('option', { name: /Ана Колева/ }).click();
  await page.getByRole('button', { name: 'Допри' }).first().click();
  await news().getByText('Ана Колева, 5а допира карта · Лента 1, Вход').waitFor();
  school.site.lanes.get('a').mechanism.setOutput('in', true);
  await page.getByRole('button', { name: 'Мини' }).first().click();
  await news().getByText('Ана Колева, 5а мина · Лента 1, Вход').waitFor();
  await page.getByText('Вътре: 1 от 1').waitFor();
  assert.equal(school.oracle.where('p1').now, 'inside');
});

test('the lost card can be tried instead', { skip: SKIP }, async () => {
  await page.getByText('Изгубена').click();
  const number = page.getByRole('textbox', { name: 'Номер на карта' });
  assert.equal(await number.inputValue(), '04000000000001');
});

test('keys do the same as buttons', { skip: SKIP }, async () => {
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('o');
  await page.keyboard.press('t');
  await news().getByText('Ана Колева, 5а допира карта · Лента 1, Изход').waitFor();
});

test('the fire panel drops the arms; the page tells', { skip: SKIP }, async () => {
  await page.getByRole('button', { name: 'Пожар' }).click();
  await page.getByText('рамената са паднали').waitFor();
  await page.getByRole('button', { name: 'Върни в покой' }).click();
  await page.getByText('рамената са паднали').waitFor({ state: 'detached' });
});

test('a device without power says so on its reader', { skip: SKIP }, async () => {
  await page.getByRole('button', { name: 'Спри тока' }).first().click();
  await page.getByText('четецът е без ток').waitFor();
  await page.getByRole('button', { name: 'Пусни тока' }).first().click();
});

test('the page speaks three languages, and remembers which', { skip: SKIP }, async () => {
  await page.getByText('Русский').click();
  await page.getByRole('heading', { name: 'Табло симулятора' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Табло симулятора' }).waitFor();
  await page.getByText('English').click();
  await page.getByRole('heading', { name: 'Simulator board' }).waitFor();
});

test('the browser had nothing to complain about', { skip: SKIP }, () => {
  assert.deepEqual(complaints, []);
});
