import {
  DEMO,
  inventSchool,
  type SchoolPlan,
  type SeededSchool,
  seedSchool,
} from '../../src/demo-school/index.ts';
import type { Vault } from '../../src/vault/index.ts';
import type { TestDatabase } from './database.ts';

export interface Seeded extends SeededSchool {
  readonly plan: SchoolPlan;
}

/** Two small schools of their own in one network. */
export async function twoSchools(
  db: TestDatabase,
  vault: Vault,
  now: Date,
): Promise<{ readonly a: Seeded; readonly b: Seeded }> {
  const seed = async (code: string, number: number): Promise<Seeded> => {
    const size = { ...DEMO, code, seed: number, classes: 3, studentsPerClass: 12, startYear: 2026 };
    const plan = inventSchool(size);
    const place = { gateway: `gateway-${code}`, lanes: ['lane-1'] };
    return { ...(await seedSchool(db.jobs, vault, plan, place, now)), plan };
  };
  return { a: await seed('9999901', 1), b: await seed('9999902', 2) };
}
