import type { Browser, Page } from 'playwright-core';
import type { Signer } from './desk-cloud.ts';

interface Visit extends Signer {
  readonly path: string;
  /** Hears every error of the page that nobody caught. */
  readonly onError: (message: string) => void;
}

/** Somebody with a browser of their own, in English, who was on the way to a page and signs in first. */
export async function atDesk(
  browser: Browser,
  url: string,
  { path, login, password, onError }: Visit,
): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en' })).newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => onError(error.message));
  await page.goto(`${url}${path}`);
  await page.getByLabel('Personal e-mail').fill(login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  return page;
}
