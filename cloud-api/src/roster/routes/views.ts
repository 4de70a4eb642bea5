import type { ListedPerson } from '../read/list-people.ts';
import type { PersonPage, Relative } from '../read/person-page.ts';
import type { PersonPageView, PersonView } from './schema.ts';

export function personView({ profile, class: of, id, kind, accountNo, tracking }: ListedPerson): PersonView {
  const { first, middle, last } = profile;
  const named = { first, ...(middle === undefined ? {} : { middle }), last };
  return { id, kind, accountNo, tracking, ...named, ...(of === undefined ? {} : { class: of }) };
}

export function personPageView(page: PersonPage): PersonPageView {
  const { birthDate, phone, email, identifier } = page.person.profile;
  return {
    person: personView(page.person),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(page.identifierType === null ? {} : { identifierType: page.identifierType as 0 | 1 | 2 }),
    ...(identifier === undefined ? {} : { identifierEnd: identifier.slice(-4) }),
    enrolments: page.enrolments.map(({ last, ...row }) => ({ ...row, ...(last === null ? {} : { last }) })),
    employments: page.employments.map(({ until, ...row }) => ({
      ...row,
      ...(until === null ? {} : { until }),
    })),
    guardians: page.guardians.map(relativeView),
    children: page.children.map(relativeView),
    cards: page.cards.map(({ from, until, ended, ...card }) => ({
      ...card,
      from: from.toISOString(),
      ...(until === null ? {} : { until: until.toISOString() }),
      ...(ended === null ? {} : { ended: ended.toISOString() }),
    })),
  };
}

const relativeView = ({ person, until, relation, ...row }: Relative) => ({
  ...row,
  relation: relation as 'mother' | 'father' | 'guardian' | 'other',
  person: personView(person),
  ...(until === null ? {} : { until }),
});
