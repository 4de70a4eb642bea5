import type { Kysely } from 'kysely';
import type { Database } from '../../../src/db/index.ts';

export interface Plan {
  readonly school: string;
  readonly person: string;
  /** Another pupil, with rows that a copy of the first must not tell. */
  readonly other: string;
  readonly by: string;
  /** A colleague. */
  readonly to: string;
}

const AT = Date.parse('2026-11-09T06:00:00Z');

/** Writes of both pupils a row into every table that a seeded school has nothing in. */
export async function everyPart(
  db: Kysely<Database>,
  { school, person, other, by, to }: Plan,
): Promise<void> {
  await passages(db, school, person);
  const campaign = await db
    .insertInto('asp_campaign')
    .values({
      school,
      month: '2026-10-01',
      opens_at: new Date(AT),
      closes_at: new Date(AT + 1),
      state: 'started',
      signed_by: null,
      signed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [index, whom] of [person, other].entries()) {
    const note = whom === other ? 'ДРУГ' : 'бележка';
    const number = index + 1;
    const who = { school, person: whom };
    const month = '2026-10-01';
    await db
      .insertInto('person_day')
      .values({
        ...who,
        day: '2026-11-09',
        class: null,
        revision: 1,
        tracked: true,
        excused: false,
        marks: '',
        trail: '',
        intervals: JSON.stringify([[note, AT, AT + 3_600_000, 'tap', 'tap', 0]]),
        lessons: '1P2L',
        flags: '',
        doubts: '',
        unexcused_halves: 1,
        excused_hours: 0,
        review_lessons: 0,
      })
      .execute();
    const decided = { account: by, recorded_at: new Date(AT), withdrawn_at: null, note };
    await db
      .insertInto('lesson_mark')
      .values({ ...who, ...decided, day: '2026-11-09', lesson: 2, mark: 'excused', reason: 'medical' })
      .execute();
    const days = { first_day: '2026-11-02', last_day: '2026-11-03', filed_on: null };
    await db
      .insertInto('excuse')
      .values({ ...who, ...decided, ...days, kind: 'medical' })
      .execute();
    const consent = { purpose: 'processing', given: true, signer: 'guardian', document: note } as const;
    await db
      .insertInto('consent')
      .values({ ...who, ...consent, signed_on: '2026-09-15', account: by, recorded_at: new Date(AT) })
      .execute();
    const signed = { unexcused_halves: 1, excused_halves: 2, preschool: false };
    await db
      .insertInto('signed_row')
      .values({ ...who, ...signed, month, class: whom })
      .execute();
    await db
      .insertInto('correction')
      .values({
        ...who,
        month,
        signed_unexcused_halves: 1,
        signed_excused_halves: 2,
        now_unexcused_halves: 0,
        now_excused_halves: 2,
        note,
        account: null,
        closed_at: null,
      })
      .execute();
    await db
      .insertInto('absence_alert')
      .values({ ...who, month, threshold_halves: 10, reached_halves: 11, preschool: false })
      .execute();
    await db
      .insertInto('risk_status')
      .values({ ...who, since: '2026-11-01', reason: note, account: by, ended_on: null })
      .execute();
    const { id: signal } = await db
      .insertInto('risk_signal')
      .values({
        ...who,
        number,
        state: 'signed',
        recipient_kind: 'municipality',
        recipient: `Община ${note}`,
        reasons: ['unexcused'],
        unexcused_halves: 40,
        total_halves: 50,
        carried_halves: 0,
        preschool: false,
        as_of: '2026-11-01',
        account: by,
        signed_at: new Date(AT),
        sent_at: null,
        acknowledged_at: null,
        answered_at: null,
        withdrawn_at: null,
        inbox: null,
        note,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('risk_signal_move')
      .values({
        school,
        signal,
        state: 'signed',
        account: by,
        by_recipient: false,
        at: new Date(AT),
      } as never)
      .execute();
    await db
      .insertInto('school_document')
      .values({
        school,
        kind: 'signal',
        subject: `signal:${signal}`,
        sealed: Buffer.alloc(40),
        seal_version: 1,
        sha256: Buffer.alloc(32, number),
        account: by,
        made_at: new Date(AT),
        withdrawn_at: null,
      })
      .execute();
    await db
      .insertInto('asp_row')
      .values({
        ...who,
        campaign: campaign.id,
        number,
        sealed: Buffer.alloc(40),
        seal_version: 1,
        kind: 'absence',
        preschool: false,
        absences: 5,
        days: 0,
        state: 'review',
        corrected: null,
        note,
        account: null,
        decided_at: null,
      })
      .execute();
    const trust = { acts: ['pickup.see' as const], giver: by, trustee: to, ended_at: null };
    await db
      .insertInto('trust')
      .values({ ...trust, school, child: whom, valid_from: new Date(AT), valid_until: new Date(AT + 1) })
      .execute();
    const detail = JSON.stringify({ school, person: whom });
    await db
      .insertInto('account_notice')
      .values({
        account: by,
        kind: 'absences_reached',
        detail,
        at: new Date(AT),
        seen_at: null,
        mailed_at: null,
      })
      .execute();
    const { id } = await db
      .insertInto('roster_import')
      .values({
        school,
        kind: 'students',
        file_hash: 'ab'.repeat(32),
        added: 1,
        changed: 0,
        removed: 0,
        applied_at: new Date(AT),
        applied_by: by,
        undone_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const step = JSON.stringify({ did: 'person_added', person: whom });
    await db.insertInto('roster_import_step').values({ import: id, n: 0, school, step }).execute();
  }
}

/** A passage and a refusal with the pupil's card, another before the card was the pupil's; the card was lost once. */
async function passages(db: Kysely<Database>, school: string, person: string): Promise<void> {
  const card = await db
    .selectFrom('credential_holding as h')
    .innerJoin('credential_token as t', 't.credential', 'h.credential')
    .innerJoin('gateway as g', 'g.site', 't.site')
    .select(['h.id', 'h.credential', 't.token', 'g.id as gateway', 'g.building'])
    .where('h.person', '=', person)
    .where('h.ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('credential_holding')
    .set({ valid_from: new Date(AT - 60_000) })
    .where('id', '=', card.id)
    .execute();
  const { id: lane } = await db
    .selectFrom('lane')
    .select('id')
    .where('gateway', '=', card.gateway)
    .executeTakeFirstOrThrow();
  const taps = [
    [AT - 3_600_000, 'passage'],
    [AT, 'passage'],
    [AT + 300_000, 'denied'],
  ] as const;
  const rows = taps.map(([at, kind], index) => {
    const { token, gateway } = card;
    const seq = index + 1;
    const line = { seq, at, boot: 'b', mono: at - AT + 9_000_000, clock: 'synced', kind, lane, token };
    return {
      ...{ school, gateway, epoch: 1, seq, at, received_at: at, kind, token, hash: Buffer.alloc(32) },
      line: JSON.stringify({
        ...line,
        direction: 'in',
        ...(kind === 'denied' ? { reason: 'card_blocked' } : {}),
      }),
    };
  });
  await db.insertInto('event').values(rows).execute();
  await db
    .insertInto('found_card')
    .values({
      school,
      credential: card.credential,
      found_at_school: school,
      found_at: new Date(AT + 600_000),
      handed_back_at: null,
    })
    .execute();
}
