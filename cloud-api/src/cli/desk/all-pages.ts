import type { Call } from './in-person.ts';

/** All items of a list of the API. */
export async function allPages<T>(call: Call, path: string): Promise<readonly T[]> {
  const items: T[] = [];
  const joint = path.includes('?') ? '&' : '?';
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: { items: T[]; next?: string } = await call('GET', `${path}${joint}limit=200${cursor}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
