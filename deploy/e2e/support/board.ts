const ANSWER_MS = 30_000;

/** What a person does at the simulated school, through the same interface as the board's page. */
export class Board {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}/api`;
  }

  tap(lane: string, direction: 'in' | 'out', card: string, person = 'someone'): Promise<unknown> {
    return this.#post(`/lanes/${lane}/tap`, { direction, card, person });
  }

  /** @param patienceMs after which somebody who is not let through goes away; as people have it unless told */
  walk(
    lane: string,
    direction: 'in' | 'out',
    plan = 'through',
    person = 'someone',
    patienceMs?: number,
  ): Promise<unknown> {
    return this.#post(`/lanes/${lane}/walk`, { direction, plan, person, ...(patienceMs && { patienceMs }) });
  }

  /** Taps and walks through, as somebody in a crowd does. */
  async enter(lane: string, card: string, person: string, patienceMs?: number): Promise<void> {
    await this.walk(lane, 'in', 'through', person, patienceMs);
    await this.tap(lane, 'in', card, person);
  }

  async leave(lane: string, card: string, person: string): Promise<void> {
    await this.walk(lane, 'out', 'through', person);
    await this.tap(lane, 'out', card, person);
  }

  fire(loop: string, alarm: boolean): Promise<unknown> {
    return this.#post(`/fire/${loop}`, { alarm });
  }

  async state(): Promise<BoardState> {
    return (await this.#json('/state')) as BoardState;
  }

  /** Where people truly are. */
  async inside(): Promise<readonly string[]> {
    return ((await this.#json('/oracle')) as { inside: string[] }).inside;
  }

  async #json(path: string, init?: RequestInit): Promise<unknown> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(`${this.#url}${path}`, { ...init, signal });
    const body = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  }

  #post(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return this.#json(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

export interface BoardState {
  readonly devices: readonly { readonly id: string; readonly heard: boolean }[];
  readonly lanes: readonly { readonly id: string }[];
}
