import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../../../cloud-api/src/db/index.ts';
import type { Holder } from '../lessons/classroom.ts';
import { stretched } from './stretched.ts';

/** In the order of the morning's holders. */
export interface StoredPupils {
  readonly persons: readonly string[];
  /** Of their cards at the site. */
  readonly tokens: readonly string[];
}

interface Place {
  readonly school: string;
  readonly site: string;
  readonly classId: string;
  /** Local date from which they are pupils and have their cards. */
  readonly from: string;
}

/** Enters pupils of a class, each with a card. */
export async function storePupils(
  trx: Transaction<Database>,
  place: Place,
  holders: readonly Holder[],
): Promise<StoredPupils> {
  const { school, classId, from } = place;
  const persons = holders.map(() => randomUUID());
  if (persons.length === 0) return { persons, tokens: [] };
  await trx
    .insertInto('person')
    .values(persons.map((id) => ({ id, school, kind: 'student' as const })))
    .execute();
  await trx
    .insertInto('enrolment')
    .values(persons.map((person) => ({ school, person, class: classId, first_day: from })))
    .execute();
  const tokens = holders.map((_, index) => `t${index}`);
  for (const [index, { until }] of holders.entries())
    await storeCard(trx, place, { person: persons[index]!, token: tokens[index]!, until });
  return { persons, tokens };
}

interface Card {
  readonly person: string;
  readonly token: string;
  readonly until: number;
}

async function storeCard(
  trx: Transaction<Database>,
  { school, site, from }: Place,
  { person, token, until }: Card,
): Promise<void> {
  const { id: credential } = await trx
    .insertInto('credential')
    .values({
      school,
      type: 'card',
      uid: Buffer.from('x'),
      uid_version: 1,
      uid_index: Buffer.from(randomUUID()),
      state: 'issued',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ended =
    until === Number.POSITIVE_INFINITY
      ? {}
      : { ended_at: new Date(stretched(until)), end_reason: 'lost' as const };
  await trx
    .insertInto('credential_holding')
    .values({ school, credential, person, kind: 'pupil', valid_from: new Date(from), ...ended })
    .execute();
  await trx
    .insertInto('credential_token')
    .values({ site, token, credential, key_version: 1, school })
    .execute();
}
