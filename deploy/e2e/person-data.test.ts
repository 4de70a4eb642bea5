import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { atDesk } from './support/desk-browser.ts';
import { deskCloud, OFFICER, type Signer } from './support/desk-cloud.ts';

// What a school holds of a person: corrected by the card officer, copied and erased by whoever protects data, in a real browser.

const SKIP = withoutPeer('chromium');
const PRIVACY: Signer = { login: 'privacy@desk.example', password: 'дълга парола за личните данни' };
let cloud: Awaited<ReturnType<typeof deskCloud>>;
let browser: Browser;
let officer: Page;
let privacy: Page;
const complaints: string[] = [];

before(async () => {
  if (SKIP) return;
  for (const name of ['sign-in', 'cards', 'access']) await buildPage(join(ROOT, 'cloud-api', 'web', name));
  cloud = await deskCloud();
  await cloud.colleague(PRIVACY, 'dpo');
  browser = await openBrowser();
  officer = await signIn(OFFICER, '/cards/');
  privacy = await signIn(PRIVACY, '/access/');
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
});

const signIn = (signer: Signer, path: string): Promise<Page> =>
  atDesk(browser, cloud.url, { path, ...signer, onError: (message) => complaints.push(message) });
async function download(button: string): Promise<Buffer> {
  const [file] = await Promise.all([
    privacy.waitForEvent('download'),
    privacy.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await file.path());
}
const pupil = () => cloud.plan.classes[0]!.students[0]!;
async function open(name: string): Promise<void> {
  await officer.getByLabel('Card or name').fill(name);
  await officer.keyboard.press('Enter');
  await officer
    .getByRole('button', { name: `Choose ${name.split(' ')[0]}` })
    .first()
    .click();
}

test('a name, a phone and a number are corrected; a wrong number is refused and changes nothing', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const { first, last, identifier } = pupil().profile;
  await open(`${first} ${last}`);
  await officer.getByRole('heading', { name: 'Guardians' }).waitFor();
  const dialog = officer.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Save' });
  await officer.getByRole('button', { name: 'Correct the details' }).click();
  await dialog.getByText(`ends in ${identifier!.slice(-4)}`).waitFor();
  assert.ok(await save.isDisabled(), 'nothing is changed yet');
  await dialog.getByLabel('Last name').fill('Поправена');
  await dialog.getByLabel('Phone').fill('+359 888 000 111');
  await dialog.getByRole('textbox', { name: 'Number' }).fill('1234567891');
  await save.click();
  await dialog.getByText('its check digit is wrong').waitFor();
  await dialog.getByRole('textbox', { name: 'Number' }).fill('');
  await save.click();
  await dialog.waitFor({ state: 'hidden' });
  await officer.getByRole('heading', { name: /Поправена$/ }).waitFor();
  await officer.getByText('+359 888 000 111').waitFor();
  await officer.getByText(`… ${identifier!.slice(-4)}`).waitFor();
  assert.equal(await officer.getByRole('button', { name: 'Erase' }).count(), 0, 'not the officer’s right');
});

test('who attends is not erased; who has left is, after being told what goes; and the log says so', {
  skip: SKIP,
  timeout: 240_000,
}, async () => {
  const account = await officer.getByText(/account \d+$/).textContent();
  const number = /\d+$/.exec(account!)![0];
  const find = async (last: string) => {
    await privacy.getByLabel('Account number').fill(number);
    await privacy.getByLabel('Family name').fill(last);
    await privacy.getByRole('button', { name: 'Find' }).click();
  };
  await privacy.getByRole('tab', { name: 'Data requests' }).click();
  await find('Друга');
  await privacy.getByText('letter by letter').waitFor();
  await find('поправена');
  await privacy.getByText('still attends the school').waitFor();
  assert.equal(await privacy.getByRole('button', { name: 'Erase' }).count(), 0);

  const json = JSON.parse((await download('Copy for a program')).toString());
  assert.deepEqual([json.person.accountNo, json.person.last], [number, 'Поправена']);
  assert.ok(json.held.enrolments.length > 0);
  assert.ok(json.held.log.some((entry: { action: string }) => entry.action === 'person_changed'));
  assert.equal((await download('Copy to read')).subarray(0, 5).toString(), '%PDF-');
  await privacy.getByText('Hand it to the person').waitFor();

  await officer.getByRole('button', { name: 'Leaves' }).click();
  await officer.getByRole('dialog').getByLabel('Last day').fill('2020-01-01');
  await officer.getByRole('dialog').getByRole('button', { name: 'Enter the leaving' }).click();
  await officer.getByRole('button', { name: 'Enrol again' }).waitFor();

  await find('поправена');
  await privacy.getByText('their key is destroyed').waitFor();
  await privacy.getByText('for three years').waitFor();
  await privacy.getByRole('button', { name: 'Erase' }).click();
  const dialog = privacy.getByRole('dialog');
  await dialog.getByText('Nobody can bring it back').waitFor();
  await dialog.getByRole('button', { name: 'Do not erase' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await privacy.getByRole('button', { name: 'Erase' }).click();
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
  await privacy.getByText(`Account ${number} is erased`).waitFor();
  await find('поправена');
  await privacy.getByText('letter by letter').waitFor();

  await privacy.getByRole('tab', { name: 'Who looked' }).click();
  await privacy.getByRole('cell', { name: 'person erased', exact: true }).first().waitFor();
  await privacy.getByRole('cell', { name: 'a person’s data exported', exact: true }).first().waitFor();
  await privacy.getByRole('cell', { name: 'person changed', exact: true }).first().waitFor();
  await officer.reload();
  await officer.getByLabel('Card or name').fill('Поправена');
  await officer.keyboard.press('Enter');
  await officer.getByText('Nobody in the school is called').waitFor();
  assert.deepEqual(complaints, []);
});
