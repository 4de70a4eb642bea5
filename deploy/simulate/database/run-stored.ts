import type { PoolOptions } from '../run/seed-pool.ts';
import { planMorning } from '../world/plan.ts';
import { StoredMornings } from './stored-mornings.ts';

/** Takes mornings one after the other through ingest and PostgreSQL; see `StoredMornings`. */
export async function runStored({ seeds, onResult }: Omit<PoolOptions, 'workers'>): Promise<void> {
  const mornings = await StoredMornings.open();
  try {
    for (const seed of seeds) if (!onResult(await mornings.run(planMorning(seed)))) break;
  } finally {
    await mornings.close();
  }
}
