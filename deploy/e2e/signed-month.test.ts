import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from '@vratar/ui/build';
import type { Browser, Page } from 'playwright-core';
import { decodeCp1251, encodeCp1251 } from '../../cloud-api/src/month/files/cp1251.ts';
import type { NeispuoRow } from '../../cloud-api/src/month/files/neispuo-row.ts';
import { readNeispuo } from '../../cloud-api/src/month/files/read-neispuo.ts';
import { ROOT } from '../src/root.ts';
import { openBrowser, withoutPeer } from '../testing/index.ts';
import { ask, decideTheRest, signedIn as signIn } from './support/school-browser.ts';
import { type SchoolCloud, startSchoolCloud } from './support/school-cloud.ts';

// What comes after a signature, in a real browser: late evidence that becomes a correction, and the agency's list.

const SKIP = withoutPeer('chromium');
const WEB = join(ROOT, 'cloud-api', 'web');
const MONTH = '2026-11';
const LIMIT = { skip: SKIP, timeout: 240_000 };

let cloud: SchoolCloud;
let browser: Browser;
let principal: Page;
let rows: readonly NeispuoRow[] = [];
const complaints: string[] = [];

const signedIn = (login: string, hash: string): Promise<Page> =>
  signIn(browser, cloud, { login, hash, onError: (message) => complaints.push(message) });

before(async () => {
  if (SKIP) return;
  for (const page of ['school', 'sign-in']) await buildPage(join(WEB, page));
  cloud = await startSchoolCloud(new Date('2026-12-04T08:00:00Z'));
  browser = await openBrowser();
  principal = await signedIn('principal@demo.example', `#month/${MONTH}`);
  await principal.getByTestId('month-state').waitFor();
  rows = await signMonth(principal);
});

after(async () => {
  await browser?.close();
  await cloud?.stop();
});

/** Everything up to the signature, as another test presses it button by button. @returns the rows of the file */
async function signMonth(page: Page): Promise<readonly NeispuoRow[]> {
  await decideTheRest(page);
  const { classes } = await ask<{ classes: { id: string }[] }>(page, 'GET', `/months/${MONTH}`);
  for (const { id } of classes) await ask(page, 'PUT', `/months/${MONTH}/classes/${id}/check`);
  for (const act of [{ act: 'generate' }, { act: 'mark_imported', number: '4711' }])
    await ask(page, 'POST', `/months/${MONTH}/acts`, act);
  const file = await page.request.get(`${cloud.address}/api/v1/months/${MONTH}/file`);
  await ask(page, 'POST', `/months/${MONTH}/acts`, { act: 'sign' });
  return readNeispuo(await file.body()).rows.map(({ value }) => value);
}

/** A pupil of the class whom the gates did not see on a day of the month; what a teacher decided no note changes (R18). */
async function somebodyAbsent(page: Page): Promise<{ name: string; date: string }> {
  interface Week {
    readonly pupils: readonly {
      name: string;
      days: readonly { date: string; lessons: readonly { status: string; decided: boolean }[] }[];
    }[];
  }
  for (const monday of [2, 9, 16, 23]) {
    const [from, to] = [monday, monday + 4].map((day) => `${MONTH}-${String(day).padStart(2, '0')}`);
    const { pupils } = await ask<Week>(
      page,
      'GET',
      `/lessons/classes/${cloud.classId}?from=${from}&to=${to}`,
    );
    for (const { name, days } of pupils) {
      const day = days.find(({ lessons }) =>
        lessons.some((each) => each.status === 'absent' && !each.decided),
      );
      if (day !== undefined) return { name, date: day.date };
    }
  }
  throw new Error('nobody of the class was absent in the whole month');
}

test(
  'R15: a medical note after the signature is a correction that the principal answers',
  LIMIT,
  async () => {
    const { name, date } = await somebodyAbsent(principal);
    const teacher = await signedIn('teacher@demo.example', `#lessons/${cloud.classId}/${date}`);
    await teacher.locator(`[data-cell][aria-label^="${name}, ${date}, "]`).first().dblclick();
    const drawer = teacher.getByRole('dialog').filter({ hasText: 'Месецът е подписан' });
    await drawer.getByRole('button', { name: 'Извинение след подписването …' }).click();
    const form = teacher.getByRole('dialog').filter({ hasText: 'Извиняване на дни' });
    await form.getByLabel('Номер на бележката').fill('20261116-1');
    await form.getByLabel('УИН на лекаря').fill('0100000001');
    await form.getByRole('button', { name: 'Извини', exact: true }).click();
    await form.getByText('директорът получава предложение за корекция').waitFor();
    await form.getByRole('button', { name: 'Затвори' }).last().click();
    await teacher.context().close();

    await principal.goto(`${cloud.address}/school/#corrections`);
    const correction = principal.getByTestId('correction').first();
    // A job compares; the page is not told of it.
    await assertSoon(async () => {
      await principal.reload();
      await principal
        .getByText(/Няма корекции|Отворена/)
        .first()
        .waitFor();
      return (await correction.count()) > 0;
    });
    await correction.getByText(/Неизвинени: /).waitFor();
    const dismiss = correction.getByRole('button', { name: 'Остава подписаното' });
    assert.equal(await dismiss.isDisabled(), true, 'not without a reason');
    await correction.getByLabel('Номер на писмото или причина').fill('писмо 12');
    await correction.getByRole('button', { name: 'Приеми: поискана е корекция' }).click();
    await correction.getByText('Изпратена').waitFor();
    await principal.goto(`${cloud.address}/school/#month/${MONTH}`);
    await principal.getByTestId('month-state').getByText('Подписан').waitFor();
  },
);

async function assertSoon(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) assert.ok(Date.now() < end, 'it did not become so');
}

/** `year|month|school|idType|id|name1|name2|name3|absences|status|days` of somebody in our file. */
function listLine(
  { institution, identifierType, identifier, first, middle, last }: NeispuoRow,
  rest: string,
): string {
  return [2026, 11, institution, identifierType, identifier, first, middle, last, rest].join('|');
}

test('the agency’s list: refused with number and note, ОРЕС days, signed, answered', LIMIT, async () => {
  const [one, two, three] = rows as [NeispuoRow, NeispuoRow, NeispuoRow];
  const page = principal;
  await page.goto(`${cloud.address}/school/#asp/${MONTH}`);
  const lines = [listLine(one, '006.00|0|00'), listLine(two, '000.00|2|12'), listLine(three, '000.00|1|00')];
  const choose = (list: readonly string[]) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'asp.txt', mimeType: 'text/plain', buffer: encodeCp1251(list.join('\r\n')) });
  await choose([lines[0]!, lines[1]!.replace('|12', '|дни')]);
  await page.getByLabel('Кампания от').fill('2026-12-01');
  await page.getByLabel('до края на').fill('2026-12-28');
  await page.getByRole('button', { name: 'Прочети' }).click();
  await page.getByText('[Ред: 2] Невалидна стойност „дни“ в полето „дни“.').waitFor();
  await choose(lines);
  await page.getByRole('button', { name: 'Прочети' }).click();

  const row = (n: number) => page.getByRole('row').nth(n);
  const sign = page.getByRole('button', { name: 'Подпиши отговорите' });
  await row(1).getByText('За преглед').waitFor();
  assert.equal(await sign.isDisabled(), true, 'g9');
  const refuse = async (
    n: number,
    label: RegExp,
    tries: readonly [number: string, said: RegExp][],
    right: string,
  ) => {
    await row(n).getByRole('button', { name: 'Отказвам …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Мотиви').fill('болничен лист № 7');
    for (const [number, said] of [...tries, [right, undefined] as const]) {
      await dialog.getByLabel(label).fill(number);
      await dialog.getByRole('button', { name: 'Отказвам' }).click();
      if (said !== undefined) await dialog.getByRole('alert').filter({ hasText: said }).waitFor();
    }
    await row(n)
      .getByText(`Отказано · ${right.replace('.', ',')}`)
      .waitFor();
    await row(n).getByText('болничен лист № 7').waitFor();
  };
  await refuse(
    1,
    /часове/,
    [
      ['6', /числото на АСП/],
      ['5', /помощта спира/],
    ],
    '4.5',
  );
  await refuse(
    2,
    /ОРЕС/,
    [
      ['12', /числото на АСП/],
      ['25', /учебни дни/],
    ],
    '9',
  );
  await row(3).getByRole('button', { name: 'Потвърждавам' }).click();
  await row(3).getByText('Потвърдено').waitFor();
  await sign.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Подпиши отговорите' }).click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Изтегли отговорите' }).click();
  const answers = decodeCp1251(readFileSync(await (await arriving).path()))
    .trimEnd()
    .split('\r\n');
  assert.deepEqual(
    answers.slice(1).map((line) => line.split('|').slice(-6).join('|')),
    ['006.00|0|0|2|004.50|0', '000.00|12|2|2|000.00|9', '000.00|0|1|1|000.00|0'],
  );
  assert.deepEqual(complaints, []);
});
