import type { PoolClient } from 'pg';

/** Name of the partition that takes events arriving now; created by the database when a month begins. */
export class PartitionNames {
  #month = '';
  #name = '';

  async at(client: PoolClient, now: number): Promise<string> {
    const month = `${new Date(now).toISOString().slice(0, 7)}-01`;
    if (month !== this.#month) {
      const { rows } = await client.query<{ name: string }>('select vratar_event_partition($1) as name', [
        month,
      ]);
      this.#name = rows[0]!.name;
      this.#month = month;
    }
    return this.#name;
  }

  /** After a rollback nothing is certain. */
  forget(): void {
    this.#month = '';
  }
}
