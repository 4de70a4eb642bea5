import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { deskCloud, OFFICER as PRINCIPAL } from './support/desk-cloud.ts';

// Who may do what, from the invitation of a deputy to the log of it, in a real browser on the real API.

const SKIP = withoutPeer('chromium');
const DEPUTY = { login: 'deputy@school.example', password: 'моя собствена парола' };
let cloud: Awaited<ReturnType<typeof deskCloud>>;
let browser: Browser;
let principal: Page;
let deputy: Page;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const name of ['sign-in', 'access', 'account']) await buildPage(join(ROOT, 'cloud-api', 'web', name));
  cloud = await deskCloud('principal');
  browser = await openBrowser();
  [principal, deputy] = [await newPage(), await newPage()];
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
});

/** A browser of one person: no cookies of another. */
async function newPage(): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en' })).newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();
/** A day so many days from today, as a date field takes it. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv');

test('the principal invites a person of the register, who takes a first password by the link', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await principal.goto(`${cloud.url}/access/`);
  await principal.getByLabel('Personal e-mail').fill(PRINCIPAL.login);
  await principal.getByRole('textbox', { name: 'Password' }).fill(PRINCIPAL.password);
  await principal.keyboard.press('Enter');
  await button(principal, 'Invite a person').click();
  const { profile } = cloud.plan.staff.find(({ post }) => post === 'deputy') ?? cloud.plan.staff[0]!;
  await dialog(principal).getByLabel('Role').first().click();
  await principal.getByRole('option', { name: 'guard', exact: true }).click();
  await dialog(principal)
    .getByLabel('Member of staff, from the register')
    .fill(`${profile.first} ${profile.last}`);
  await principal.keyboard.press('Enter');
  await dialog(principal)
    .getByRole('button', { name: new RegExp(profile.last) })
    .first()
    .click();
  await dialog(principal).getByLabel('Personal e-mail').fill(DEPUTY.login);
  await button(principal, 'Invite a person').last().click();
  const link = await dialog(principal).getByLabel('Link for the first sign-in').inputValue();
  assert.match(link, /\/sign-in\/#invitation=[\w-]{43}$/);
  await button(principal, 'Done').click();
  await principal.getByText('invited', { exact: true }).waitFor();

  await deputy.goto(link);
  await deputy.getByText(DEPUTY.login).waitFor();
  await deputy.getByRole('textbox', { name: 'New password', exact: true }).fill(DEPUTY.password);
  await deputy.getByRole('textbox', { name: 'New password once more' }).fill(DEPUTY.password);
  await deputy.keyboard.press('Enter');
  await deputy.getByText('this device').waitFor();
  const again = await newPage();
  await again.goto(link);
  await again.getByText('This link no longer works').waitFor();
  await again.close();
});

test('a delegation reaches the deputy, who sees from whom and until when, and ends when taken back', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await tab(principal, 'Delegations');
  await button(principal, 'Delegate').click();
  await dialog(principal).getByLabel('To whom').first().click();
  await principal.getByRole('option', { name: new RegExp(DEPUTY.login) }).click();
  await dialog(principal).getByLabel('signing the month').check();
  await dialog(principal).getByLabel('the access log').check();
  await dialog(principal).getByLabel('Last day').fill(dayIn(3));
  await dialog(principal).getByRole('button', { name: 'Delegate' }).click();
  await principal.getByText('in force').waitFor();

  await tab(deputy, 'My rights');
  await deputy.getByText('signing the month; the access log').waitFor();
  await deputy.getByText(PRINCIPAL.login).waitFor();
  await tab(deputy, 'Notices');
  await deputy.getByText('You were given rights').waitFor();
  await deputy.goto(`${cloud.url}/access/`);
  await deputy.getByRole('tab', { name: 'Who looked' }).waitFor();
  assert.equal(await deputy.getByRole('tab').count(), 1, 'only what was delegated');

  await button(principal, 'End').click();
  await dialog(principal).getByRole('button', { name: 'End' }).click();
  await principal.getByText('ended', { exact: true }).waitFor();
  await deputy.reload();
  await deputy.getByText('There is nothing here for you').waitFor();
});

test('a program reads with a key that is shown once, until it is revoked', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await tab(principal, 'Programs');
  await button(principal, 'New key').click();
  await dialog(principal).getByLabel('What for').fill('class book');
  await dialog(principal).getByLabel('classes and timetables').check();
  await dialog(principal).getByRole('button', { name: 'New key' }).click();
  const secret = await dialog(principal).getByLabel('Key', { exact: true }).inputValue();
  await button(principal, 'Done').click();
  await principal.getByText('class book', { exact: true }).waitFor();
  const read = () => fetch(`${cloud.url}/api/v1/classes`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal((await read()).status, 200);
  await button(principal, 'Revoke').click();
  await dialog(principal).getByRole('button', { name: 'Revoke' }).click();
  await principal.getByText('ended', { exact: true }).waitFor();
  assert.equal((await read()).status, 401);
});

test('all of it is in the log, with who did it; a locked account can do nothing any more', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await tab(principal, 'Accounts');
  await principal.getByLabel('Name or e-mail').fill(DEPUTY.login);
  await principal.keyboard.press('Enter');
  await principal.getByRole('button', { name: /^Open the account of/ }).click();
  await button(principal, 'Lock').click();
  await principal.getByText('signed out at once').waitFor();
  await button(principal, 'Lock').last().click();
  await button(principal, 'Unlock').waitFor();
  await principal.keyboard.press('Escape');
  await deputy.reload();
  await deputy.getByRole('textbox', { name: 'Password' }).waitFor();

  await tab(principal, 'Who looked');
  const cell = (text: string) => principal.getByRole('cell', { name: text, exact: true });
  for (const act of ['key revoked', 'key issued', 'delegation ended', 'delegated'])
    await cell(act).first().waitFor();
  await principal.getByLabel('What').first().click();
  await principal.getByRole('option', { name: 'key revoked' }).click();
  await cell('key issued').first().waitFor({ state: 'detached' });
  await cell('key revoked').first().waitFor();
  assert.equal(await cell('key revoked').count(), 1);
  const [file] = await Promise.all([principal.waitForEvent('download'), button(principal, 'Export').click()]);
  assert.equal(file.suggestedFilename(), 'audit.csv');
  assert.deepEqual(complaints, []);
});
