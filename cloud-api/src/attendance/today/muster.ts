import type { MusterPerson, MusterView, PersonView, PresenceView } from './schema.ts';

/**
 * The list with which people are looked for after an alarm: who is inside, by place and class, and of whom nobody can
 * say. Names stand in it for those who may see them; the numbers are of everybody.
 */
export function musterOf(view: PresenceView): MusterView {
  const people = view.people ?? [];
  const classNames = new Map(view.classes.map(({ id, name }) => [id, name]));
  const line = ({ id, name, class: of, since, why }: PersonView): MusterPerson => {
    const className = of === undefined ? undefined : classNames.get(of);
    return {
      id,
      ...(name === undefined ? {} : { name }),
      ...(className === undefined ? {} : { class: className }),
      ...(since === undefined ? {} : { since }),
      ...(why === undefined ? {} : { why }),
    };
  };
  const within = (state: PersonView['state']): PersonView[] =>
    people
      .filter((person) => person.state === state)
      .toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'bg'));
  const inside = within('inside');
  const { date, timezone, at, dataAt, gateways, pupils, staffInside, staffUnknown, zones } = view;
  return {
    date,
    timezone,
    at,
    ...(dataAt === undefined ? {} : { dataAt }),
    gateways,
    inside: pupils.inside + staffInside,
    perhaps: pupils.unknown + staffUnknown,
    places: zones.map((place) => ({
      ...place,
      people: inside
        .filter((person) => person.building === place.building && person.zone === place.zone)
        .map(line),
    })),
    classes: [
      ...view.classes
        .filter(({ counts }) => counts.inside + counts.unknown > 0)
        .map(({ name, counts }) => ({ name, inside: counts.inside, perhaps: counts.unknown })),
      ...(staffInside + staffUnknown > 0 ? [{ inside: staffInside, perhaps: staffUnknown }] : []),
    ],
    unknown: within('unknown').map(line),
  };
}
