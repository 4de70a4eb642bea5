import { addAccount, assignRole } from '@vratar/cloud-api/src/accounts/index.ts';
import {
  DEMO,
  inventSchool,
  type PlannedStudent,
  seedSchool,
} from '@vratar/cloud-api/src/demo-school/index.ts';
import { servedCloud } from './served-cloud.ts';

export interface Signer {
  readonly login: string;
  readonly password: string;
}

export const OFFICER: Signer = { login: 'officer@desk.example', password: 'дълга парола за гишето' };

/** The cloud's pages and API over a small invented school, with somebody who may sign in: a card officer unless told. */
export async function deskCloud(role: 'card_officer' | 'principal' = 'card_officer') {
  const now = () => new Date();
  const { address, db, vault, stop } = await servedCloud(now);
  const size = { ...DEMO, code: '9999951', classes: 3, studentsPerClass: 12 };
  const plan = inventSchool({ ...size, startYear: schoolYearOf(now()) });
  const place = { gateway: 'gateway-desk', lanes: ['lane-1'] };
  const { school } = await seedSchool(db.jobs, vault, plan, place, now());
  const account = await addAccount(db.jobs, vault, OFFICER);
  await db.jobs
    .transaction()
    .execute((trx) => assignRole(trx, vault, { account, role, school, from: new Date(0) }, now()));
  /** Another account of the school. */
  const colleague = async (signer: Signer, role: 'dpo' | 'installer' | 'principal'): Promise<void> => {
    const given = { account: await addAccount(db.jobs, vault, signer), role, school, from: new Date(0) };
    await db.jobs.transaction().execute((trx) => assignRole(trx, vault, given, now()));
  };
  /** An account for a guardian of a pupil who has a card. */
  const parentOf = async ({ cards }: PlannedStudent, signer: Signer): Promise<void> => {
    const { number } = await db.jobs
      .selectFrom('credential as c')
      .innerJoin('credential_holding as h', 'h.credential', 'c.id')
      .innerJoin('guardianship as g', 'g.child', 'h.person')
      .innerJoin('person as p', 'p.id', 'g.guardian')
      .select('p.account_no as number')
      .where('c.label', '=', cards.find(({ fate }) => fate === 'issued')!.label)
      .where('c.school', '=', school)
      .limit(1)
      .executeTakeFirstOrThrow();
    const parent = { account: await addAccount(db.jobs, vault, signer), role: 'parent' } as const;
    await db.jobs
      .transaction()
      .execute((trx) =>
        assignRole(trx, vault, { ...parent, school, personNumber: number, from: new Date(0) }, now()),
      );
  };
  /** A pupil of a second school of the network. */
  const pupilElsewhere = async () => {
    const small = { ...size, code: '9999952', seed: 2, classes: 1, startYear: schoolYearOf(now()) };
    const other = inventSchool(small);
    await seedSchool(db.jobs, vault, other, { gateway: 'gateway-other', lanes: ['lane-1'] }, now());
    const { identifier, first, middle, last } = other.classes[0]!.students[0]!.profile;
    return { identifier: identifier!, name: `${first} ${middle} ${last}` };
  };
  return { url: address, plan, school, jobs: db.jobs, colleague, parentOf, pupilElsewhere, stop };
}

const schoolYearOf = (now: Date): number => now.getFullYear() - (now.getMonth() < 8 ? 1 : 0);
