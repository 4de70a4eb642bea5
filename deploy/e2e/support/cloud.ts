import { join } from 'node:path';
import type { JournalEvent } from '@vratar/protocol/messages';
import type { PresenceView } from '../../../cloud-api/src/attendance/today/today-view.ts';
import { type OpenToolbox, openToolbox } from '../../../cloud-api/src/db/open-toolbox.ts';

/** What the cloud holds, read from its PostgreSQL, and what its page would show. */
export class Cloud {
  readonly #tools: OpenToolbox;
  readonly #url: string;

  constructor(folder: string, port: number) {
    this.#tools = openToolbox(join(folder, 'cloud'), {});
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** Every stored event, in the order of epoch and number; a doubled one would be there twice. */
  events(): Promise<JournalEvent[]> {
    return this.#tools.withDatabase(async (db) => {
      const rows = await db
        .selectFrom('event')
        .select('line')
        .orderBy('gateway')
        .orderBy('epoch')
        .orderBy('seq')
        .execute();
      return rows.map(({ line }) => JSON.parse(line) as JournalEvent);
    });
  }

  async today(): Promise<PresenceView> {
    const response = await fetch(`${this.#url}/presence/today`);
    if (!response.ok) throw new Error(`today: ${response.status} ${await response.text()}`);
    return (await response.json()) as PresenceView;
  }

  close(): Promise<void> {
    return this.#tools.close();
  }
}
