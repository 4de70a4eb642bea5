import type { BoardPerson } from '../../src/board/schema.ts';

/** What the simulator refused, in its own words. */
export class Refused extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

export async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { message?: string; code?: string };
  if (!response.ok) throw new Refused(answer.message ?? response.statusText, answer.code ?? '');
  return answer as T;
}

export interface FoundPeople {
  readonly total: number;
  readonly people: readonly BoardPerson[];
}

export async function findPeople(search: string, limit: number): Promise<FoundPeople> {
  const query = new URLSearchParams({ search, limit: String(limit) });
  const response = await fetch(`api/people?${query}`);
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as FoundPeople;
}

export async function findPerson(id: string): Promise<BoardPerson> {
  const response = await fetch(`api/people/${encodeURIComponent(id)}`);
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as BoardPerson;
}
