import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2, levels A and AA, with all that came before it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Run = { violations: axe.Result[] };
type WithAxe = { axe: { run(options: axe.RunOptions): Promise<Run> } };

/**
 * What a page that is open keeps from people who see, hear or point less well, one line for each element.
 * @param rules only these rules of axe; all of WCAG A and AA unless told
 */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not as a script of the page: its content security policy takes none from elsewhere.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const only: axe.RunOnly =
    rules === undefined ? { type: 'tag', values: RULES } : { type: 'rule', values: [...rules] };
  const { violations } = await page.evaluate(
    // Without a second load of the style sheets: only an experimental rule about turned screens reads them.
    (runOnly) =>
      (window as unknown as WithAxe).axe.run({ runOnly, resultTypes: ['violations'], preload: false }),
    only,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any }) => {
      const why = any.map(({ message }) => message).join('; ');
      return `${id} (${help}) at ${target.join(' ')}: ${html.slice(0, 160)}${why === '' ? '' : ` – ${why}`}`;
    }),
  );
}
