import type { PersonPage } from '../types.ts';
import type { Contact } from './contact-fields.tsx';
import type { Identifier } from './identifier-fields.tsx';
import type { Name } from './name-fields.tsx';

/** What a form of corrections holds. The number is never shown: an empty one stays as it is. */
export interface Correction {
  readonly name: Name;
  readonly contact: Contact;
  readonly identifier: Identifier;
  readonly takeNumber: boolean;
}

export const correctionOf = ({
  person,
  birthDate,
  phone,
  email,
  identifierType,
}: PersonPage): Correction => ({
  name: { first: person.first, middle: person.middle ?? '', last: person.last },
  contact: { birthDate: birthDate ?? '', phone: phone ?? '', email: email ?? '' },
  identifier: { type: `${identifierType ?? 0}`, text: '' },
  takeNumber: false,
});

/** As the API takes it: what is another than before; emptied is `null`, taken away. */
export function changesOf(page: PersonPage, { name, contact, identifier, takeNumber }: Correction) {
  const before = correctionOf(page);
  const changed: Record<string, string | number | null> = {};
  const compare = <K extends string>(was: Readonly<Record<K, string>>, is: Readonly<Record<K, string>>) => {
    for (const key of Object.keys(was) as K[])
      if (is[key].trim() !== was[key].trim()) changed[key] = is[key].trim() === '' ? null : is[key].trim();
  };
  compare(before.name, name);
  compare(before.contact, contact);
  const number = identifier.text.trim();
  if (takeNumber) changed.identifier = null;
  else if (number !== '') changed.identifier = number;
  if (!takeNumber && identifier.type !== before.identifier.type)
    changed.identifierType = Number(identifier.type);
  else if (changed.identifier) changed.identifierType = Number(identifier.type);
  return changed;
}
