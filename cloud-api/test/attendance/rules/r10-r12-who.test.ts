import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialHistory, holderAt, holdersWithin } from '../../../src/attendance/rules/r12-credential.ts';
import { explain, letters, stays, taps, utc } from '../support/case-dsl.ts';

test('R10: an anonymous release of a pupil is doubt for a pupil who is outside', () => {
  assert.equal(letters(explain('IN A 08:30 (guard_release pupil)')), 'AUUUUUU');
});

test('R10: it is none for a pupil who is inside, nor on the way out', () => {
  assert.equal(letters(explain('IN A 07:25; IN A 08:30 (guard_release pupil); OUT A 13:17')), 'PPPPPPP');
  assert.equal(letters(explain('OUT A 08:30 (guard_release pupil)')), 'AAAAAAA');
});

for (const reason of ['visitor', 'staff', 'other']) {
  test(`R10: a release with reason ${reason} changes the head-count only`, () => {
    assert.equal(letters(explain(`IN A 08:30 (guard_release ${reason})`)), 'AAAAAAA');
  });
}

test('R10: once it is attributed, it is no doubt for the others', () => {
  const [release, attested] = taps('IN A 08:30 (guard_release pupil); IN A 08:31 card c2 (guard_attested)');
  const named = [release, { ...attested, attributes: 1 }] as NonNullable<typeof release>[];
  const others = { credentials: { c2: { validFrom: utc('+1 00:00') } } };
  assert.equal(letters(explain(named, others)), 'AAAAAAA');
});

/** Letters and stays where every attestation names the release with that number. */
function named(text: string, attributes: number, options: Parameters<typeof explain>[1] = {}): string {
  const events = taps(text).map((each) => (each.kind === 'guard_attested' ? { ...each, attributes } : each));
  const found = explain(events, options);
  return `${letters(found)} ${stays(found).join('; ')}`;
}

test('R10: whoever is named afterwards passed at the release, not when the guard says so', () => {
  const day = 'IN A 07:25 (guard_release pupil); IN A 09:30 (guard_attested); OUT A 13:17';
  assert.equal(named(day, 1), 'PPPPPPP A 07:25:00-13:17:00 guard/tap');
  const left = 'IN A 07:25; OUT A 09:05 (guard_release pupil); OUT A 12:00 (guard_attested)';
  assert.equal(named(left, 2), 'PPAAAAA A 07:25:00-09:05:00 tap/guard');
});

test('R10: what whoever is named did between the release and the attestation stays as it was', () => {
  const gone = 'IN A 07:25 (guard_release pupil); OUT A 09:05; IN A 09:30 (guard_attested)';
  assert.equal(named(gone, 1), 'PPAAAAA A 07:25:00-09:05:00 guard/tap');
});

for (const [title, release] of [
  ['is not known', ''],
  ['was of another day', 'IN A +1 07:25 (guard_release pupil)'],
  ['went another way', 'OUT A 07:25 (guard_release pupil)'],
  ['was no release', 'IN A 07:25 card c9'],
  ['came later', 'IN A 10:00 (guard_release visitor)'],
] as const) {
  test(`R10: an attestation whose release ${title} makes nobody absent before it, nor present behind it`, () => {
    const others = { credentials: { c9: { validFrom: utc('+1 00:00') } } };
    const told = (text: string) => {
      const events = taps(text).map((each, index) => ({
        ...each,
        seq: index + 2,
        ...(each.kind === 'guard_attested' && { attributes: 1 }),
      }));
      return letters(explain([...taps(release), ...events], others));
    };
    assert.equal(told('IN A 09:30 (guard_attested); OUT A 13:17'), 'UUUUUUU');
    if (!release.startsWith('OUT')) assert.equal(told('IN A 07:25; OUT A 12:00 (guard_attested)'), 'UUUUUUU');
  });
}

test('R10: a release that two are named for is a doubt for either, and for nobody else', () => {
  const day =
    'IN A 08:30 (guard_release pupil); IN A 09:30 card c2 (guard_attested); IN A 09:31 (guard_attested)';
  const another = { credentials: { c2: { validFrom: utc('+1 00:00') } } };
  assert.equal(named(day, 1, another), 'AUUUUUU ');
  const nobody = { validFrom: utc('+1 00:00') };
  assert.equal(named(day, 1, { credentials: { c1: nobody, c2: nobody } }), 'AAAAAAA ');
  const twice = day.replace(' card c2', '');
  assert.equal(named(twice, 1), 'ALPPPPP A 08:30:00-20:00:00 guard/auto_closed');
});

test('R10: an attestation that names a release of the other direction lifts no doubt', () => {
  const day = 'IN A 08:30 (guard_release pupil); OUT A 09:30 card c2 (guard_attested)';
  assert.equal(named(day, 1, { credentials: { c2: { validFrom: utc('+1 00:00') } } }), 'AUUUUUU ');
});

test('R10: whoever is named by a card that was issued since has passed at the release', () => {
  const day = 'IN A 07:25 (guard_release pupil); IN A 09:30 (guard_attested)';
  const issued = { credentials: { c1: { validFrom: utc('09:00') } } };
  assert.equal(named(day, 1, issued), 'PPPPPPP A 07:25:00-20:00:00 guard/auto_closed');
});

test("R10 R14: an attestation without a time, of a release, is its holder's doubt from the morning on", () => {
  const [release, before, attested] = taps(
    'IN A 07:25 (guard_release pupil); IN A 09:20 (alive); IN A 09:30 (guard_attested)',
  );
  const undated = { ...attested, at: '1970-01-01T00:01:00Z', receivedAt: utc('11:00'), attributes: 1 };
  assert.equal(letters(explain([release, before, undated] as NonNullable<typeof release>[])), 'UUUUUUU');
});

test('R11: a visitor creates neither attendance nor doubt', () => {
  const events = taps('IN A 07:25; OUT A 13:17; IN A 14:00 (denied)').map((event) => ({
    ...event,
    visitor: true,
  }));
  const found = explain(events);
  assert.deepEqual(stays(found), []);
  assert.equal(letters(found), 'AAAAAAA');
});

const REPLACED = {
  credentials: { cA: { revokedAt: utc('10:20') }, cB: { validFrom: utc('10:25') } },
};

test('R12: a passage at the very moment of revocation is stale, one before it counts', () => {
  assert.deepEqual(explain('IN A 10:20:00 card cA', REPLACED).flags, ['stale_grant']);
  assert.deepEqual(stays(explain('IN A 10:19:59 card cA', REPLACED)), [
    'A 10:19:59-20:00:00 tap/auto_closed',
  ]);
});

test('R12: a stale entry moves nobody and is doubt for the one who held the card', () => {
  const found = explain('IN A 07:25 card cA; OUT A 10:00 card cA; IN A 11:45 card cA', REPLACED);
  assert.deepEqual(stays(found), ['A 07:25:00-10:00:00 tap/tap']);
  assert.equal(letters(found), 'PPPAAUU');
  assert.deepEqual(found.flags, ['stale_grant']);
});

test('R12: a stale exit is flagged and no doubt', () => {
  const found = explain('OUT A 11:45 card cA', REPLACED);
  assert.equal(letters(found), 'AAAAAAA');
  assert.deepEqual(found.flags, ['stale_grant']);
});

test('R12: before its validity a credential is nobody of ours', () => {
  const found = explain('IN A 08:00 card cB', REPLACED);
  assert.equal(letters(found), 'AAAAAAA');
  assert.deepEqual(found.flags, []);
});

test('R12: a guard names the person, not the card', () => {
  const found = explain('IN A 11:00 card cA (guard_attested)', REPLACED);
  assert.deepEqual(stays(found), ['A 11:00:00-20:00:00 guard/auto_closed']);
});

test('R12: a card that two persons have lost is doubt for the last of them', () => {
  const facts = [
    { credential: 'c', person: 'first', from: 0, until: 10 },
    { credential: 'c', person: 'last', from: 10, until: 20 },
  ];
  for (const history of [facts, facts.toReversed()]) {
    assert.deepEqual(holderAt(credentialHistory(history), 'c', 30), { person: 'last', valid: false });
  }
});

test("R12 R14: within bounds a card was everybody's who may have held it, and the last one's who had lost it", () => {
  const history = credentialHistory([
    { credential: 'c', person: 'first', from: 0, until: 10 },
    { credential: 'c', person: 'next', from: 20, until: 30 },
    { credential: 'c', person: 'never', from: 25, until: 25 },
    { credential: 'c', person: 'last', from: 40, until: Number.POSITIVE_INFINITY },
  ]);
  const within = (from: number, until: number) => [...holdersWithin(history, 'c', { from, until })];
  assert.deepEqual(within(5, 8), ['first']);
  assert.deepEqual(within(5, 20), ['first', 'next']);
  assert.deepEqual(within(12, 27), ['first', 'next']);
  assert.deepEqual(within(30, 35), ['next']);
  assert.deepEqual(within(-9, 50), ['first', 'next', 'last']);
  assert.deepEqual(within(-9, -1), []);
});

for (const [title, at] of [
  ['undated', '1970-01-01T00:01:00Z'],
  ['quarantined', '2026-11-12T05:00:00Z'],
] as const) {
  test(`R12 R14: an entry that is ${title}, on a card that was issued on the day, is its holder's doubt`, () => {
    const [entry] = taps('IN A 07:20 card cB');
    const first = { ...(entry as NonNullable<typeof entry>), at, receivedAt: utc('11:00') };
    assert.equal(letters(explain([first], { credentials: { cB: { validFrom: utc('07:00') } } })), 'UUUUUUU');
    assert.equal(letters(explain([first], { credentials: { cB: { validFrom: utc('11:30') } } })), 'AAAAAAA');
  });
}
