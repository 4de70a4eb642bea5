import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { atDesk } from './support/desk-browser.ts';
import { deskCloud, OFFICER, type Signer } from './support/desk-cloud.ts';

// A family refuses the processing of data, on paper at the desk and in its own account (D8, D9, D10).

const SKIP = withoutPeer('chromium');
const GUARDIAN: Signer = { login: 'mother@desk.example', password: 'дълга парола за вкъщи' };
let cloud: Awaited<ReturnType<typeof deskCloud>>;
let browser: Browser;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const name of ['sign-in', 'cards', 'account']) await buildPage(join(ROOT, 'cloud-api', 'web', name));
  cloud = await deskCloud();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
});

const signedIn = (path: string, signer: Signer): Promise<Page> =>
  atDesk(browser, cloud.url, { path, ...signer, onError: (message) => complaints.push(message) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
/** Pupils of the first class with a card that opens; they are under 14. */
const pupils = () =>
  cloud.plan.classes[0]!.students.filter((one) => one.cards.some((card) => card.fate === 'issued'));
const trackingOf = (account: string) =>
  cloud.jobs
    .selectFrom('person')
    .select('tracking')
    .where('account_no', '=', account)
    .where('school', '=', cloud.school)
    .executeTakeFirstOrThrow();

test('a refusal on paper: it waits for the card, and then nothing is linked; a card without a name is signed for', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('/cards/', OFFICER);
  const { profile } = pupils()[0]!;
  await page.getByLabel('Card or name').fill(`${profile.first} ${profile.last}`);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: `Choose ${profile.first}` })
    .first()
    .click();
  await page.getByText('Nothing has been signed').waitFor();
  await button(page, 'Enter a signed paper').click();
  await dialog(page).getByText('under 14: a parent or guardian signs').waitFor();
  await dialog(page).getByLabel('Refusal or withdrawal').check();
  await dialog(page).getByLabel('Where the paper is kept').fill('folder 2, page 7');
  await button(page, 'Enter').click();
  await page.getByText('The refusal waits for the card').waitFor();
  await page.getByText('folder 2, page 7').waitFor();
  const number = (await page.getByText(/account \d+/).textContent())!.match(/account (\d+)/)![1]!;

  await page.getByRole('tab', { name: 'Consents' }).click();
  await page.getByText('Waiting for a card').click();
  await button(page, `account ${number}`).click();
  await button(page, 'Take back').click();
  await dialog(page).getByRole('button', { name: 'Take back' }).click();
  await page.getByText('no card is bound to this name').waitFor();
  await page.getByText('The refusal waits for the card').waitFor({ state: 'hidden' });
  assert.equal((await trackingOf(number)).tracking, 'pass_only');

  await button(page, 'Issue a card without a name').click();
  await dialog(page).getByLabel('Lay a card of the stock on the reader').fill('04 11 22 33 44 55 66');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Another card').waitFor();
  await dialog(page).getByLabel('Where the page is').fill('journal 1, page 1');
  await button(page, 'Issue').click();
  await dialog(page).waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByText('journal 1, page 1').waitFor();
});

test('a lost card of a family that has refused is replaced by one without a name, which is signed for', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = await signedIn('/cards/', OFFICER);
  const { profile } = pupils().at(-1)!;
  await page.getByLabel('Card or name').fill(`${profile.first} ${profile.last}`);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: `Choose ${profile.first}` })
    .first()
    .click();
  const pick = async (uid: string) => {
    await button(page, 'Replace').click();
    await dialog(page).getByLabel('Lay a card of the stock on the reader').fill(uid);
    await page.keyboard.press('Enter');
    await dialog(page).getByText('Another card').waitFor();
  };
  const signs = dialog(page).getByLabel('The family signs now for a card without a name');
  await pick('04 21 22 33 44 55 66');
  assert.equal(await signs.count(), 0, 'nobody has refused yet');
  await button(page, 'Cancel').click();
  await button(page, 'Enter a signed paper').click();
  await dialog(page).getByLabel('Refusal or withdrawal').check();
  await dialog(page).getByLabel('Where the paper is kept').fill('folder 2, page 8');
  await button(page, 'Enter').click();
  await page.getByText('The refusal waits for the card').waitFor();
  const number = (await page.getByText(/account \d+/).textContent())!.match(/account (\d+)/)![1]!;
  await pick('04 21 22 33 44 55 66');
  assert.ok(await signs.isChecked());
  await dialog(page).getByLabel('Where the page is').fill('journal 1, page 2');
  await dialog(page).getByRole('button', { name: 'Replace' }).click();
  await button(page, 'Done').click();
  await page.getByText('no card is bound to this name').waitFor();
  assert.equal((await trackingOf(number)).tracking, 'pass_only');
  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByText('journal 1, page 2').waitFor();
  assert.deepEqual(complaints, []);
});

test('a guardian agrees and withdraws in the own account, and is told to exchange the card', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await cloud.parentOf(pupils()[1]!, GUARDIAN);
  const page = await signedIn('/account/', GUARDIAN);
  await page.getByText('Nothing has been signed yet.').waitFor();
  await button(page, 'Agree').click();
  await page.getByText('Agreed on').waitFor();
  await button(page, 'Withdraw').click();
  await dialog(page).getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Refused on').waitFor();
  await page.reload();
  await page.getByText('The card is still to be exchanged').waitFor();
  await button(page, 'Agree').click();
  await page.getByText('Agreed on').waitFor();
  await page.getByText('The card is still to be exchanged').waitFor({ state: 'hidden' });
  assert.deepEqual(complaints, []);
});
