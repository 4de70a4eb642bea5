import type { Browser, Page } from 'playwright-core';
import type { SchoolCloud } from './school-cloud.ts';

/**
 * Somebody who was on the way to a place of the school's page, and signs in first.
 * @param onError every error of the page that nobody caught
 */
export async function signedIn(
  browser: Browser,
  cloud: SchoolCloud,
  { login, hash, onError }: { login: string; hash: string; onError: (message: string) => void },
): Promise<Page> {
  const context = await browser.newContext({ locale: 'bg', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => onError(error.message));
  await page.goto(`${cloud.address}/school/${hash}`);
  await page.getByLabel('Личен имейл').fill(login);
  await page.getByRole('textbox', { name: 'Парола' }).fill(cloud.password);
  await page.keyboard.press('Enter');
  return page;
}

/** One request of the page's own session. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const { status, text } = await page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json' };
      const init = body === undefined ? { method } : { method, headers, body };
      const response = await fetch(`/api/v1${path}`, init);
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** What is still undecided, in one request: pressing each button would only take longer. */
export async function decideTheRest(page: Page): Promise<void> {
  interface Waiting {
    readonly items: readonly { person: string; date: string; lessons: readonly number[] }[];
  }
  const { items } = await ask<Waiting>(page, 'GET', '/lessons/undecided');
  const decisions = items.flatMap(({ person, date, lessons }) =>
    lessons.map((lesson) => ({ person, day: date, lesson, mark: 'present' })),
  );
  await ask(page, 'POST', '/lessons/decisions', { decisions });
}
