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
import { barriers } from './support/axe.ts';
import { writeBoardSchool } from './support/board-school.ts';
import { type SchoolCloud, startSchoolCloud } from './support/school-cloud.ts';

// Every page that people have, looked at by axe: WCAG A and AA, in light and in dark.

const SKIP = withoutPeer('chromium');
const CLOUD_WEB = join(ROOT, 'cloud-api', 'web');
const BOARD_WEB = join(ROOT, 'firmware-sim', 'web');
const NOW = new Date('2026-12-04T08:00:00Z');

/** Places by the account that works there; the first of each is opened on the way through the sign-in. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  principal: [
    ...['#today', '#alerts', '#month', '#asp', '#corrections', '#signals', '#reports', '#settings'].map(
      (place) => `/school/${place}`,
    ),
    ...['#accounts', '#delegations', '#families', '#tokens', '#audit'].map((place) => `/access/${place}`),
    ...['#classes', '#timetable', '#bells', '#subjects', '#calendar', '#gates'].map(
      (place) => `/setup/${place}`,
    ),
    '/imports/',
  ],
  teacher: ['/school/#lessons', '/school/#review', '/school/#class'],
  cards: ['#desk', '#stock', '#found', '#consents', '#journal'].map((place) => `/cards/${place}`),
  guard: ['/today/'],
  installer: ['/setup/#places'],
  privacy: ['/access/#erasure'],
  parent: ['#children', '#security', '#rights', '#notices'].map((place) => `/account/${place}`),
  municipality: ['/school/#inbox'],
  operator: ['/region/'],
};

let cloud: SchoolCloud;
let browser: Browser;

before(async () => {
  if (SKIP) return;
  const pages = ['school', 'sign-in', 'access', 'setup', 'imports', 'cards', 'today', 'account', 'region'];
  for (const page of pages) await buildPage(join(CLOUD_WEB, page));
  await buildPage(BOARD_WEB);
  cloud = await startSchoolCloud(NOW);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'bg', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** Its content has come: nothing waits for the server any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Loader-root') === null);
  await still(page);
}

/** What fades from one colour into another has the contrast of neither. */
const still = (page: Page) =>
  page.waitForFunction(() => !document.getAnimations().some((each) => each instanceof CSSTransition));

/** Light with all rules, dark with what depends on colours. */
async function look(page: Page, place: string): Promise<string[]> {
  await settled(page);
  const light = await barriers(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
  await still(page);
  const dark = await barriers(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [
    ...light.map((found) => `${place}: ${found}`),
    ...dark.map((found) => `${place} in dark: ${found}`),
  ];
}

for (const [login, places] of Object.entries(PLACES)) {
  test(`nothing keeps anybody out of the pages of ${login}@`, { skip: SKIP, timeout: 300_000 }, async () => {
    const page = await newPage();
    const found: string[] = [];
    await page.goto(`${cloud.address}/sign-in/?back=${encodeURIComponent(places[0]!)}`);
    if (login === 'principal') found.push(...(await look(page, '/sign-in/')));
    await page.getByLabel('Личен имейл').fill(`${login}@demo.example`);
    await page.getByRole('textbox', { name: 'Парола' }).fill(cloud.password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    for (const place of places) {
      // A place in the page that is open would not load it anew.
      await page.goto('about:blank');
      await page.goto(cloud.address + place);
      const [, tab] = place.split('#');
      // Who may not open a place is shown another: that would be looked at twice.
      if (tab !== undefined)
        await page.locator(`[role=tab][aria-selected=true][id$="-tab-${tab}"]`).waitFor();
      // Its stream tells that it is not open yet before it tells who is in.
      if (place === '/today/') await page.locator('[data-testid^=state-]').first().waitFor();
      found.push(...(await look(page, place)));
    }
    await page.context().close();
    assert.deepEqual(found, []);
  });
}

test('nothing keeps anybody out of the board', { skip: SKIP, timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vratar-axe-'));
  const school = await School.start(await loadSchool(writeBoardSchool(folder)));
  const app = boardApp({ school, page: join(BOARD_WEB, 'dist') });
  try {
    const page = await newPage();
    await page.goto(await serveBoard(app, '127.0.0.1', 0));
    await page.getByRole('region', { name: 'Лента 1' }).waitFor();
    assert.deepEqual(await look(page, 'board'), []);
  } finally {
    await app.close();
    await school.stop();
    rmSync(folder, { recursive: true });
  }
});
