import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type CardNumber, cardOfUid, parseCard } from '@vratar/protocol/cards';
import type { AllowListEntry } from '@vratar/protocol/lists';
import {
  blockCard,
  type CardContext,
  checkCard,
  enrolBatch,
  expireHoldings,
  giveCard,
  givePassOnlyCard,
  replaceCard,
  reportFound,
  retireSiteKeys,
  returnCard,
  rotateSiteKey,
  unblockCard,
} from '../../src/cards/index.ts';
import { buildList, listSnapshot } from '../../src/cards/lists/index.ts';
import { inSchool } from '../../src/db/index.ts';
import { testDatabase } from '../support/database.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
const now = new Date('2026-11-16T05:00:00Z');
const { a, b } = await twoSchools(db, vault, now);

const desk = <T>(work: (context: CardContext) => Promise<T>, at = now, school = a.school) =>
  inSchool(db.api, { school }, (trx) => work({ trx, vault, school, now: at }));

/** A card of a pupil of school A, with whom it belongs to. */
let next = 0;
async function pupilsCard(): Promise<{ card: CardNumber; credential: string; person: string }> {
  const held = a.plan.classes.flatMap((of) => of.students).filter((one) => one.cards[0]?.fate === 'issued');
  const { card } = held[next++]!.cards[0]!;
  const checked = await desk((context) => checkCard(context, card));
  assert.ok(checked.where === 'here' && checked.holding !== undefined);
  return { card, credential: checked.credential, person: checked.holding.person! };
}

/** One that nobody had before: holdings of one card may not overlap, and the tests' days do. */
async function fromStock(): Promise<string> {
  const row = await db.owner
    .selectFrom('credential')
    .select('id')
    .where('school', '=', a.school)
    .where('state', '=', 'stock')
    .where('type', '=', 'card')
    .where('id', 'not in', (qb) => qb.selectFrom('credential_holding').select('credential'))
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Under which holder and holding each credential is on the list, in all its lines. */
async function namesOnList(): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.owner
    .selectFrom('allow_list_entry')
    .select(['credential', 'entry'])
    .where('site', '=', a.site)
    .where('entry', 'is not', null)
    .orderBy('credential')
    .execute();
  const entries = rows.map((row) => ({ ...(JSON.parse(row.entry!) as AllowListEntry), of: row.credential! }));
  const name = ({ holder = '', holding = '' }: AllowListEntry) => `${holder} ${holding}`;
  const byCard = Map.groupBy(entries, (entry) => entry.of);
  return new Map([...byCard].map(([of, own]) => [of, [...new Set(own.map(name))]]));
}

const visitor = (credential: string) =>
  ({ credential, person: null, kind: 'visitor', until: minutes(60), uses: 1 }) as const;

const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

test('lost, replaced, found again: the account goes on with the new card, the old one returns to the stock', async () => {
  const { card, credential, person } = await pupilsCard();
  await desk((context) => blockCard(context, credential, 'lost'), minutes(1));
  const other = await fromStock();
  const { chargeable } = await desk(
    (context) => replaceCard(context, { old: credential, next: other, reason: 'lost' }),
    minutes(2),
  );
  assert.equal(chargeable, true);
  const holdings = await db.owner
    .selectFrom('credential_holding')
    .select(['credential', 'ended_at', 'end_reason'])
    .where('person', '=', person)
    .orderBy('valid_from')
    .execute();
  assert.deepEqual(
    holdings.map((row) => [row.credential, row.end_reason]),
    [
      [credential, 'lost'],
      [other, null],
    ],
  );
  assert.equal(await desk((context) => reportFound(context, card), minutes(3), b.school), true);
  await desk((context) => returnCard(context, credential), minutes(4));
  const checked = await desk((context) => checkCard(context, card));
  assert.ok(checked.where === 'here' && checked.state === 'stock');
  const found = await db.owner
    .selectFrom('found_card')
    .selectAll()
    .where('credential', '=', credential)
    .execute();
  assert.equal(found.length, 1);
  assert.equal(found[0]!.found_at_school, b.school);
  assert.deepEqual(found[0]!.handed_back_at, minutes(4));
});

test('D21: another school learns that a card belongs to the network, and nothing else', async () => {
  const { card } = await pupilsCard();
  assert.deepEqual(await desk((context) => checkCard(context, card), now, b.school), { where: 'elsewhere' });
  const unknown = cardOfUid(Uint8Array.from([4, 1, 2, 3, 4, 5, 6]));
  assert.ok(unknown.ok);
  assert.deepEqual(await desk((context) => checkCard(context, unknown.card)), { where: 'unknown' });
  assert.equal(await desk((context) => reportFound(context, unknown.card)), false);
  const seen = await desk(
    (context) => context.trx.selectFrom('found_card').selectAll().execute(),
    now,
    b.school,
  );
  assert.deepEqual(seen, [], 'who found a card does not see whose it is');
});

test('one active card a person; a lent one beside it needs an end', async () => {
  const { person } = await pupilsCard();
  const credential = await fromStock();
  const give = (kind: 'pupil' | 'temporary', until?: Date) =>
    desk((context) => giveCard(context, { credential, person, kind, ...(until && { until }) }));
  await assert.rejects(give('pupil'), { code: 'card_one_each' });
  await assert.rejects(give('temporary'), { code: 'card_needs_end' });
  await give('temporary', minutes(600));
  assert.equal(await expireHoldings(db.jobs, vault, minutes(599)), 0);
  assert.equal(await expireHoldings(db.jobs, vault, minutes(600)), 1);
  const row = await db.owner
    .selectFrom('credential')
    .select('state')
    .where('id', '=', credential)
    .executeTakeFirst();
  assert.equal(row!.state, 'stock');
});

test('two desks that give the same pupil a first card at once: one of them is told', async () => {
  const { credential, person } = await pupilsCard();
  await desk((context) => returnCard(context, credential), minutes(1));
  const stock = await db.owner
    .selectFrom('credential')
    .select('id')
    .where('school', '=', a.school)
    .where('state', '=', 'stock')
    .orderBy('id')
    .limit(2)
    .execute();
  const give = ({ id }: { id: string }) =>
    desk((context) => giveCard(context, { credential: id, person, kind: 'pupil' }), minutes(2));
  const results = await Promise.allSettled(stock.map(give));
  assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected']);
});

test('D9: a pass-only card is signed for, numbered, and bound to nobody', async () => {
  const credential = await fromStock();
  const number = await desk(
    (context) => givePassOnlyCard(context, credential, { signedOn: '2026-11-16', document: 'p. 3' }),
    minutes(700),
  );
  const last = await db.owner
    .selectFrom('card_journal')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('school', '=', a.school)
    .executeTakeFirstOrThrow();
  assert.equal(number, last.number);
  const other = await fromStock();
  const replace = (signature?: { signedOn: string }) =>
    desk(
      (context) =>
        replaceCard(context, {
          old: credential,
          next: other,
          reason: 'damaged',
          ...(signature && { signature }),
        }),
      minutes(701),
    );
  await assert.rejects(replace(), { code: 'card_needs_signature' });
  await replace({ signedOn: '2026-11-17' });
  const refused = a.plan.classes.flatMap((of) => of.students).find((one) => one.passOnly);
  if (refused === undefined) return;
  const index = (await vault.network(db.owner)).identifier(0, refused.profile.identifier!);
  const { id: person } = await db.owner
    .selectFrom('person')
    .select('id')
    .where('identifier_index', '=', index)
    .executeTakeFirstOrThrow();
  const third = await fromStock();
  await assert.rejects(
    desk((context) => giveCard(context, { credential: third, person, kind: 'pupil' })),
    { code: 'card_pass_only_person' },
  );
});

test('a card cannot be issued for a time at which somebody else had it', async () => {
  const { credential } = await pupilsCard();
  const { person } = await pupilsCard();
  await desk((context) => returnCard(context, credential), minutes(30));
  const early = desk((context) =>
    giveCard(context, { credential, person, kind: 'temporary', from: minutes(10), until: minutes(60) }),
  );
  await assert.rejects(early, { code: 'card_held_then' });
});

test('a blocked card goes back to its holder as it was', async () => {
  const { credential, person } = await pupilsCard();
  await assert.rejects(
    desk((context) => unblockCard(context, credential)),
    { code: 'card_not_blocked' },
  );
  await desk((context) => blockCard(context, credential, 'blocked'), minutes(1));
  await desk((context) => unblockCard(context, credential), minutes(2));
  const holdings = await db.owner
    .selectFrom('credential_holding')
    .selectAll()
    .where('credential', '=', credential)
    .execute();
  assert.deepEqual(
    holdings.map((row) => row.person),
    [person, person],
  );
});

test('a pile of cards: each gets an answer, and laying one down twice does no harm', async () => {
  const { card } = await pupilsCard();
  const elsewhere = b.plan.staff[0]!.card.card;
  const reads = ['04AABBCCDD0101', '04AABBCCDD0102', '04AABBCCDD0101', '08112233', card, elsewhere].map(
    parseCard,
  );
  const pile = reads.map((read) => ({ read, type: 'card' as const }));
  const outcomes = await desk((context) => enrolBatch(context, pile));
  assert.deepEqual(
    outcomes.map((one) => (one.outcome === 'refused' ? one.problem : one.outcome)),
    ['added', 'added', 'twice', 'random_uid', 'known_here', 'known_elsewhere'],
  );
  const again = await desk((context) => enrolBatch(context, pile.slice(0, 2)));
  assert.deepEqual(again, [{ outcome: 'known_here' }, { outcome: 'known_here' }]);
});

test('used entries stay used when a block is lifted, and the next visitor has his own', async () => {
  const credential = await fromStock();
  const onList = async () => {
    await buildList(db.jobs, vault, a.site, now);
    return (await namesOnList()).get(credential);
  };
  await desk((context) => giveCard(context, visitor(credential)));
  const first = await onList();
  assert.equal(first?.length, 1);
  for (const minute of [1, 3]) {
    await desk((context) => blockCard(context, credential, 'lost'), minutes(minute));
    assert.deepEqual(await onList(), first);
    await desk((context) => unblockCard(context, credential), minutes(minute + 1));
    assert.deepEqual(await onList(), first);
  }
  await desk((context) => returnCard(context, credential), minutes(5));
  assert.equal(await onList(), undefined);
  await desk((context) => giveCard(context, visitor(credential)), minutes(6));
  assert.notDeepEqual(await onList(), first);
});

test('a new site key: both tokens open until the old one is retired, and explain the past after it', async () => {
  const visit = await fromStock();
  await desk((context) => giveCard(context, visitor(visit)));
  await buildList(db.jobs, vault, a.site, now);
  const names = await namesOnList();
  assert.ok(names.get(visit)![0]!.startsWith(' '), 'a visitor has no holder');
  const before = (await listSnapshot(db.jobs, a.site))!.lines.length;
  const asJobs = <T>(work: (context: CardContext) => Promise<T>) =>
    inSchool(db.jobs, { school: a.school }, (trx) => work({ trx, vault, school: a.school, now }));
  assert.equal(await asJobs((context) => rotateSiteKey(context, a.site)), 2);
  await buildList(db.jobs, vault, a.site, now);
  assert.equal((await listSnapshot(db.jobs, a.site))!.lines.length, before * 2);
  assert.deepEqual(await namesOnList(), names, 'both tokens of a card stand for the same');
  await asJobs((context) => retireSiteKeys(context, a.site));
  await buildList(db.jobs, vault, a.site, now);
  assert.equal((await listSnapshot(db.jobs, a.site))!.lines.length, before);
  assert.deepEqual(await namesOnList(), names, 'nobody is somebody else because a key went');
  const old = await db.owner
    .selectFrom('credential_token')
    .select('token')
    .where('site', '=', a.site)
    .where('key_version', '=', 1)
    .execute();
  assert.ok(old.length >= before);
});

test('every act at the desk is in the log of the school', async () => {
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select('action')
    .where('school', '=', a.school)
    .execute();
  const actions = new Set(entries.map((entry) => entry.action));
  for (const action of ['card_issued', 'card_blocked', 'card_replaced', 'card_returned'])
    assert.ok(actions.has(action), action);
});
