import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addAccount, assignRole } from '@vratar/cloud-api/src/accounts/index.ts';
import { addYear } from '@vratar/cloud-api/src/registers/index.ts';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  CLIENT,
  type IdentityProvider,
  startIdentityProvider,
} from '../../cloud-api/test/support/identity-provider.ts';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { classBook, rosterBook } from './support/roster-files.ts';
import { servedCloud } from './support/served-cloud.ts';

// A school that nobody knows yet, until its principal works in it: everything pressed in a real browser, the identity
// provider being the npm package `oidc-provider`.

const SKIP = withoutPeer('chromium');
const PASSWORD = 'дълга парола за мрежата';
const PRINCIPAL = 'principal@new.example';
const DEPUTY = 'deputy@new.example';
const NAME = 'Ново училище';
let cloud: Awaited<ReturnType<typeof servedCloud>>;
let provider: IdentityProvider;
let browser: Browser;
let operator: Page;
let principal: Page;
let school: string;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const name of ['sign-in', 'region', 'imports', 'account', 'setup'])
    await buildPage(join(ROOT, 'cloud-api', 'web', name));
  cloud = await servedCloud(
    () => new Date(),
    async (publicUrl) => {
      provider = await startIdentityProvider(publicUrl);
      const client = { clientId: CLIENT.id, clientSecret: CLIENT.secret };
      return { oidc: { issuer: provider.issuer, ...client, name: 'Region login', publicUrl } };
    },
  );
  browser = await openBrowser();
  await account('operator@new.example', { role: 'operator' });
  [operator, principal] = [await newPage(), await newPage()];
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
  await provider?.stop();
});

async function account(login: string, role: object): Promise<string> {
  const { db, vault } = cloud;
  const id = await addAccount(db.jobs, vault, { login, password: PASSWORD });
  const given = { account: id, from: new Date(0), ...role } as never;
  await db.jobs.transaction().execute((trx) => assignRole(trx, vault, given, new Date()));
  return id;
}

/** A browser of one person. */
async function newPage(): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en' })).newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

async function signIn(page: Page, path: string, login: string): Promise<void> {
  await page.goto(`${cloud.address}${path}`);
  await page.getByLabel('Personal e-mail').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

test('an operator enters a school and invites its first principal, who comes in by the link', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await signIn(operator, '/region/', 'operator@new.example');
  await operator.getByText('Enter the first school').waitFor();
  await button(operator, 'New school').click();
  const fill = (label: string, text: string) => dialog(operator).getByLabel(label).fill(text);
  await fill('Code in НЕИСПУО', '9999931');
  await fill('Name', NAME);
  await fill('Place', 'Видин');
  await fill('Code of the region', 'VID');
  await fill('Name of the new region', 'Видин област');
  await button(dialog(operator), 'Enter').click();
  await operator.getByText('9999931, Видин').waitFor();
  await button(operator, `Correct: ${NAME}`).click();
  assert.ok(await button(dialog(operator), 'Save').isDisabled(), 'nothing is changed yet');
  await fill('Place', 'Видин-град');
  await fill('Code of the region', 'XYZ');
  await button(dialog(operator), 'Save').click();
  await dialog(operator).getByText('There is no region with this code').waitFor();
  await fill('Code of the region', 'vid');
  await button(dialog(operator), 'Save').click();
  await operator.getByText('9999931, Видин-град').waitFor();
  await operator.getByText('no principal, no bells, no timetables').waitFor();
  await button(operator, `Invite the principal: ${NAME}`).click();
  await dialog(operator).getByLabel('Personal e-mail').fill(PRINCIPAL);
  await button(dialog(operator), 'Invite the principal').click();
  const link = await dialog(operator).getByLabel('Link for the principal').inputValue();
  await button(operator, 'Done').click();

  await principal.goto(link);
  await principal.getByText(PRINCIPAL).waitFor();
  await principal.getByRole('textbox', { name: 'New password', exact: true }).fill(PASSWORD);
  await principal.getByRole('textbox', { name: 'New password once more' }).fill(PASSWORD);
  await principal.keyboard.press('Enter');
  await principal.getByText('this device').waitFor();
  await operator.reload();
  await operator.getByText('no bells, no timetables').waitFor();
  assert.equal(await button(operator, `Invite the principal: ${NAME}`).count(), 0);
  ({ id: school } = await cloud.db.jobs
    .selectFrom('school')
    .select('id')
    .where('code', '=', '9999931')
    .executeTakeFirstOrThrow());
});

test('a workbook and a class book of windows-1251 are looked at, imported and taken back', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const { db, vault } = cloud;
  const now = new Date();
  // The real clock's year, as the school sees it: today is one of its days, whatever day it is.
  const [year = 0, month = 0] = now
    .toLocaleDateString('sv', { timeZone: 'Europe/Sofia' })
    .split('-')
    .map(Number);
  const startYear = month < 9 ? year - 1 : year;
  const terms = [{ firstDay: `${startYear}-09-01`, lastDay: `${startYear + 1}-08-31` }];
  await db.jobs.transaction().execute((trx) => addYear({ trx, vault, school, now }, { startYear, terms }));
  await principal.goto(`${cloud.address}/imports/`);
  const look = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    await principal.locator('input[type=file]').setInputFiles(file);
    await button(principal, 'Look at it').click();
    await principal.getByRole('heading', { name: file.name }).waitFor();
  };
  const row = (...cells: string[]) =>
    cells.reduce((found, text) => found.filter({ hasText: text }), principal.getByRole('row'));
  const seen = (text: string) => principal.getByText(text, { exact: true }).waitFor();

  await look(await rosterBook('faulty.xlsx', true));
  await seen('2 errors');
  await row('5', 'B', 'identifier').first().waitFor();
  await row('4').first().waitFor();
  assert.ok(await button(principal, 'Import').isDisabled());
  assert.equal(await pupils(), 0);
  await button(principal, 'Another file').click();

  await look(await rosterBook('roster.xlsx', false));
  await seen('5 new');
  await row('new', '2', 'Щериана').first().waitFor();
  await button(principal, 'Import').click();
  await seen('Imported');
  assert.equal(await pupils(), 3);
  await button(principal, 'Next file').click();

  await principal.getByLabel('The file is complete').check();
  await look(classBook('diary.csv'));
  await seen('1 changed');
  await seen('1 leaving');
  await seen('1 unchanged');
  await row('change', 'Жана', 'class').first().waitFor();
  await row('leaves', 'Ъгълова').first().waitFor();
  await button(principal, 'Import').click();
  await seen('Imported');
  await button(principal, 'Undo').first().click();
  await button(dialog(principal), 'Undo').click();
  await seen('undone');
  assert.equal(await pupils(), 3);
});

/** Pupils who are enrolled. */
const pupils = async (): Promise<number> => {
  const { n } = await cloud.db.jobs
    .selectFrom('enrolment')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('school', '=', school)
    .where('withdrawn_at', 'is', null)
    .where('last_day', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
};

test('a delegate with the rules of the gates alone sets them, and is offered nothing else', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  await account(DEPUTY, { role: 'guard', school });
  const day = 86_400_000;
  const [from, until] = [new Date(Date.now() - 1_000), new Date(Date.now() + day)].map((at) =>
    at!.toISOString(),
  );
  const given = await principal.request.post(`${cloud.address}/api/v1/delegations`, {
    headers: { origin: cloud.address },
    data: { login: DEPUTY, acts: ['gates.rules'], from, until },
  });
  assert.equal(given.status(), 201, await given.text());
  const deputy = await newPage();
  await signIn(deputy, '/setup/', DEPUTY);
  await deputy.getByText('Refused for a while').click();
  await button(deputy, 'Save the rules').click();
  await deputy.getByText('Rules that were set').waitFor();
  assert.deepEqual(await deputy.getByRole('tab').allTextContents(), ['Gate rules']);
  const { rules } = await cloud.db.jobs
    .selectFrom('gate_rules')
    .select('rules')
    .where('school', '=', school)
    .executeTakeFirstOrThrow();
  assert.equal(rules.passback.mode, 'timed');
});

test('an identity is linked in the own account, and signs in from then on', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const page = principal;
  const signOut = async () => {
    await button(page, PRINCIPAL).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await page.goto(`${cloud.address}/account/#security`);
  await page.getByRole('link', { name: 'Link Region login' }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill('director-7');
  await page.locator('input[name=password]').fill('whatever');
  await page.keyboard.press('Enter');
  await button(page, 'Continue').click();
  await page.waitForURL(`${cloud.address}/account/**`);
  await page.getByText(provider.issuer, { exact: true }).waitFor();

  await signOut();
  await page.waitForURL(`${cloud.address}/sign-in/**`);
  await page.goto(`${cloud.address}/imports/`);
  await page.getByRole('link', { name: 'Sign in with Region login' }).click();
  await page.waitForURL(`${cloud.address}/imports/`);
  await button(page, 'Look at it').waitFor();
  // Who came in through the provider leaves it, too.
  await signOut();
  await button(page, 'Yes, sign me out').click();
  await page.waitForURL(`${cloud.address}/sign-in/**`);
  await page.getByRole('link', { name: 'Sign in with Region login' }).click();
  await page.locator('input[name=login]').waitFor();
  assert.deepEqual(complaints, []);
});
