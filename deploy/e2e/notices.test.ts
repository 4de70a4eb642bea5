import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { ask, signedIn as signIn } from './support/school-browser.ts';
import { type SchoolCloud, startSchoolCloud } from './support/school-cloud.ts';

// Where a principal and a teacher meet what the clock tells them: reminders of the month, pupils near the loss of aid.

const SKIP = withoutPeer('chromium');
const LIMIT = { skip: SKIP, timeout: 240_000 };
const MONTH = '2026-11';

let cloud: SchoolCloud;
let browser: Browser;
const complaints: string[] = [];

const signedIn = (login: string, hash: string) =>
  signIn(browser, cloud, { login, hash, onError: (message) => complaints.push(message) });

before(async () => {
  if (SKIP) return;
  for (const page of ['school', 'account', 'sign-in']) await buildPage(join(ROOT, 'cloud-api', 'web', page));
  // The last day of the campaign.
  cloud = await startSchoolCloud(new Date('2026-12-04T08:00:00Z'));
  await cloud.hourly();
  await cloud.hourly();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await cloud?.stop();
});

interface Told {
  readonly kind: string;
  readonly seen: boolean;
  readonly detail: { readonly person?: string; readonly month?: string };
}

test(
  'a principal sees on every page what is new, reads it, and goes to where it is dealt with',
  LIMIT,
  async () => {
    const page = await signedIn('principal@demo.example', `#month/${MONTH}`);
    await page.getByTestId('month-state').waitFor();
    const { items } = await ask<{ items: Told[] }>(page, 'GET', '/me/notices?limit=200');
    assert.deepEqual(
      items
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('month_'))
        .sort(),
      ['month_opened', 'month_reminder'],
      'once each, however often the clock strikes',
    );
    const bell = (count: number) => page.getByRole('link', { name: `Известия: ${count} нови`, exact: true });
    await bell(items.length).click();
    const reminder = page.getByRole('article', {
      name: 'Отсъствията за ноември 2026 г. още не са подписани',
    });
    await reminder.getByText('4 декември 2026 г. в 23:59').waitFor();
    await reminder.getByRole('button', { name: 'Прочетено' }).click();
    await bell(items.length - 1).waitFor();
    await reminder.getByRole('button', { name: 'Прочетено' }).waitFor({ state: 'detached' });
    await reminder.getByRole('button', { name: 'Отвори' }).click();
    await page.waitForURL(`**/school/#month/${MONTH}`);

    await page.goto(`${cloud.address}/account/#notices`);
    await page.getByText('Нови', { exact: true }).click();
    await reminder.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Отбележи всички като прочетени' }).click();
    await page.getByText('Няма нови известия').waitFor();
    await page.getByRole('link', { name: 'Известия', exact: true }).waitFor();
    await page.context().close();
  },
);

test(
  'R21: a notice about absences leads to the pupil: all classes for the principal, her own for a teacher',
  LIMIT,
  async () => {
    const page = await signedIn('teacher@demo.example', '#today');
    await page.getByRole('link', { name: /^Известия: \d+ нови$/ }).click();
    const notice = page.getByRole('article', { name: /^Неизвинени отсъствия за ноември 2026 г\./ }).first();
    await notice.getByRole('button', { name: 'Отвори' }).click();
    const row = page.getByTestId('alert');
    const asked = row.and(page.locator('[aria-current=true]'));
    await asked.getByText('3 ч.').waitFor();
    const own = await row.count();
    const { items } = await ask<{ items: { class: { id: string }; name: string }[] }>(
      page,
      'GET',
      `/months/${MONTH}/alerts`,
    );
    assert.ok(items.every((line) => line.class.id === cloud.classId && line.name !== ''));
    assert.equal(own, items.length);
    const told = await ask<{ items: Told[] }>(page, 'GET', '/me/notices?limit=200');
    assert.ok(
      told.items.filter(({ seen }) => seen).length === 1,
      'what was opened is read, and nothing else',
    );
    await page.context().close();

    const principal = await signedIn('principal@demo.example', `#alerts/${MONTH}`);
    await principal.getByTestId('alert').first().waitFor();
    assert.ok((await principal.getByTestId('alert').count()) > own, 'more than one class');
    await principal.context().close();
    assert.deepEqual(complaints, []);
  },
);
