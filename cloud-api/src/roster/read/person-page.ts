import { VratarError } from '@vratar/protocol/errors';
import type { CredentialKind } from '@vratar/protocol/lists';
import type { CredentialState, CredentialType } from '../../cards/tables.ts';
import type { PeopleContext } from '../../people/add-people.ts';
import { type OpenedPerson, openPeople } from '../../people/index.ts';

/** Somebody who belongs to a person: guardian of a child, child of a guardian. */
export interface Relative {
  readonly guardianship: string;
  readonly person: OpenedPerson;
  readonly relation: string;
  readonly from: string;
  readonly until: string | null;
}

/** What the register of a school holds of one person. */
export interface PersonPage {
  readonly person: OpenedPerson;
  readonly identifierType: number | null;
  readonly enrolments: readonly {
    readonly class: string;
    readonly name: string;
    readonly first: string;
    readonly last: string | null;
  }[];
  readonly employments: readonly {
    readonly post: string;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly guardians: readonly Relative[];
  readonly children: readonly Relative[];
  readonly cards: readonly {
    readonly credential: string;
    readonly type: CredentialType;
    readonly label: string;
    readonly state: CredentialState;
    readonly kind: CredentialKind;
    readonly from: Date;
    readonly until: Date | null;
    readonly ended: Date | null;
  }[];
}

/** The latest so many cards and enrolments; what is older is in the log. */
const LATEST = 20;

/** @throws VratarError `person_not_here` */
export async function personPage(context: PeopleContext, id: string): Promise<PersonPage> {
  const { trx } = context;
  const [person] = await openPeople(context, [id]);
  if (person === undefined) throw new VratarError('person_not_here');
  const { identifier_type } = await trx
    .selectFrom('person')
    .select('identifier_type')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const enrolments = await trx
    .selectFrom('enrolment as e')
    .innerJoin('class as c', 'c.id', 'e.class')
    .select(['e.class', 'c.name', 'e.first_day as first', 'e.last_day as last'])
    .where('e.person', '=', id)
    .where('e.withdrawn_at', 'is', null)
    .orderBy('e.first_day', 'desc')
    .limit(LATEST)
    .execute();
  const employments = await trx
    .selectFrom('employment')
    .select(['post', 'valid_from as from', 'valid_until as until'])
    .where('person', '=', id)
    .orderBy('valid_from', 'desc')
    .limit(LATEST)
    .execute();
  const cards = await trx
    .selectFrom('credential_holding as h')
    .innerJoin('credential as c', 'c.id', 'h.credential')
    .select(['h.credential', 'c.type', 'c.label', 'c.state', 'h.kind'])
    .select(['h.valid_from as from', 'h.valid_until as until', 'h.ended_at as ended'])
    .where('h.person', '=', id)
    .orderBy('h.valid_from', 'desc')
    .limit(LATEST)
    .execute();
  const links = await linksOf(context, id);
  return { person, identifierType: identifier_type, enrolments, employments, cards, ...links };
}

async function linksOf(context: PeopleContext, id: string) {
  const rows = await context.trx
    .selectFrom('guardianship')
    .selectAll()
    .where((eb) => eb.or([eb('child', '=', id), eb('guardian', '=', id)]))
    .orderBy('valid_from')
    .execute();
  const others = rows.map((row) => (row.child === id ? row.guardian : row.child));
  const people = new Map((await openPeople(context, others)).map((one) => [one.id, one]));
  const relative = (row: (typeof rows)[number], other: string): Relative[] => {
    const person = people.get(other);
    if (person === undefined) return [];
    const { id: guardianship, relation, valid_from: from, valid_until: until } = row;
    return [{ guardianship, person, relation, from, until }];
  };
  return {
    guardians: rows.flatMap((row) => (row.child === id ? relative(row, row.guardian) : [])),
    children: rows.flatMap((row) => (row.guardian === id ? relative(row, row.child) : [])),
  };
}
