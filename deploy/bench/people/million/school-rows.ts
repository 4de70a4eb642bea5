import { randomBytes, randomUUID } from 'node:crypto';
import { inventFamily } from '@vratar/cloud-api/src/demo-school/names/family.ts';
import { seededRandom } from '@vratar/cloud-api/src/demo-school/random.ts';
import {
  type NetworkIndex,
  type Profile,
  type SchoolVault,
  wordRows,
} from '@vratar/cloud-api/src/vault/index.ts';
import { type CardNumber, cardOfUid, cardToken, siteKeyOf } from '@vratar/protocol/cards';
import type { Cell } from './copy-rows.ts';

/** Where the pupils of one school are put. */
export interface SchoolPlaces {
  readonly number: number;
  readonly school: string;
  readonly site: string;
  readonly classes: readonly string[];
  readonly keys: SchoolVault;
  readonly network: NetworkIndex;
}

/** Rows by table; the columns are those of `COLUMNS`. */
export type SchoolRows = Record<keyof typeof COLUMNS, Cell[][]>;

export const COLUMNS = {
  person: ['id', 'school', 'kind', 'profile', 'identifier_type', 'identifier_index'],
  person_key: ['person', 'school', 'version', 'wrapped'],
  person_word: ['school', 'word', 'person'],
  enrolment: ['school', 'person', 'class', 'first_day'],
  credential: ['id', 'school', 'type', 'uid', 'uid_version', 'uid_index', 'label', 'state'],
  credential_holding: ['school', 'credential', 'person', 'kind', 'valid_from'],
  credential_token: ['site', 'token', 'credential', 'key_version', 'school'],
} as const;

/** The pupils of a school with their cards, sealed and indexed as in life. */
export function schoolRows(places: SchoolPlaces, pupils: number): SchoolRows {
  const random = seededRandom(places.number);
  const siteKey = siteKeyOf(randomBytes(32));
  const rows: SchoolRows = {
    person: [],
    person_key: [],
    person_word: [],
    enrolment: [],
    credential: [],
    credential_holding: [],
    credential_token: [],
  };
  for (let n = 0; n < pupils; n += 1) {
    const sex = random.chance(0.5) ? 'm' : 'f';
    // Of nobody: the number of a school and of a pupil in it.
    const identifier = `${String(places.number).padStart(5, '0')}${String(n).padStart(5, '0')}`;
    const birthDate = `${random.int(2008, 2019)}-0${random.int(1, 9)}-1${random.int(0, 9)}`;
    addPupil(rows, places, { ...inventFamily(random)(sex), identifier, birthDate }, n);
  }
  for (const [index, row] of rows.credential.entries()) {
    const token = cardToken(siteKey, cardOf(places.number, index));
    rows.credential_token.push([places.site, token, row[0]!, 1, places.school]);
  }
  return rows;
}

function addPupil(
  rows: SchoolRows,
  { school, number, classes, keys, network }: SchoolPlaces,
  profile: Profile,
  n: number,
) {
  const person = randomUUID();
  const { key, stored } = keys.newPersonKey(person);
  const index = network.identifier(2, profile.identifier!);
  rows.person.push([person, school, 'student', keys.sealProfile(person, key, profile), 2, index]);
  rows.person_key.push([person, school, stored.version, stored.wrapped]);
  for (const { word } of wordRows(keys, person, profile)) rows.person_word.push([school, word, person]);
  rows.enrolment.push([school, person, classes[n % classes.length]!, '2026-09-15']);

  const credential = randomUUID();
  const card = Buffer.from(cardOf(number, n));
  const { version, sealed } = keys.seal(card, `uid:${credential}`);
  const label = `${number}-${n}`;
  rows.credential.push([credential, school, 'card', sealed, version, network.card(card), label, 'issued']);
  rows.credential_holding.push([school, credential, person, 'pupil', '2026-09-15T05:00:00Z']);
}

/** The card of pupil `n` of a school: the same in every run, so that a bench can lay it on a reader. */
export function cardOf(school: number, n: number): CardNumber {
  const bytes = Buffer.alloc(7, 4);
  bytes.writeUInt32BE(school * 10_000 + n, 3);
  const result = cardOfUid(bytes);
  if (!result.ok) throw new TypeError(`no card: ${result.reason}`);
  return result.card;
}
