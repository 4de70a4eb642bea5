import bowser from 'bowser';

const MOST = 80;

/**
 * Browser and system in a few words, such as “Chrome, Windows”: enough for a person to know their own device again, and
 * not enough to follow it.
 * @param agent header `User-Agent`
 */
export function deviceOf(agent: string | undefined): string | undefined {
  if (agent === undefined || agent === '') return undefined;
  const { browser, os } = bowser.parse(agent.slice(0, 500));
  const words = [browser.name, os.name].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? undefined : words.join(', ').slice(0, MOST);
}
