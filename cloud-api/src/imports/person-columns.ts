import type { IdentifierType } from '../people/tables/persons.ts';
import type { Profile } from '../vault/index.ts';
import {
  identify,
  parseDate,
  parseEmail,
  parseIdentifier,
  parseIdentifierType,
  parsePhone,
  splitName,
} from './cells.ts';
import type { Column } from './sheet/columns.ts';
import type { RowReader } from './sheet/row-reader.ts';

/** Columns that name a person, in whatever file. */
export const PERSON_COLUMNS = [
  {
    field: 'identifierType',
    titles: [
      'Вид идентификатор',
      'Вид на идентификатора',
      'Тип идентификатора',
      'identifier type',
      'id type',
    ],
  },
  {
    field: 'identifier',
    titles: [
      'ЕГН/ЛНЧ',
      'ЕГН',
      'ЛНЧ',
      'Идентификатор',
      'Идентификационен номер',
      'identifier',
      'personal number',
    ],
  },
  { field: 'first', titles: ['Име', 'Собствено име', 'Имя', 'first name'] },
  { field: 'middle', titles: ['Презиме', 'Бащино име', 'Отчество', 'middle name'] },
  { field: 'last', titles: ['Фамилия', 'Фамилно име', 'last name', 'surname'] },
  {
    field: 'name',
    titles: ['Име, презиме, фамилия', 'Трите имена', 'Пълно име', 'Имена', 'ФИО', 'full name', 'name'],
  },
  {
    field: 'birthDate',
    titles: ['Дата на раждане', 'Рождена дата', 'Дата рождения', 'birth date', 'date of birth'],
  },
  { field: 'phone', titles: ['Телефон', 'Мобилен', 'phone', 'mobile'] },
  { field: 'email', titles: ['Имейл', 'Е-поща', 'Електронна поща', 'email', 'e-mail'] },
] as const satisfies readonly Column<string>[];

export interface ReadPerson {
  readonly profile: Profile;
  readonly identifierType: IdentifierType | undefined;
}

/** Reads the columns that name a person. @returns undefined when something is wrong, which is then in the reader */
export function readPerson(reader: RowReader<string>): ReadPerson | undefined {
  const before = reader.problems.length;
  const name = readName(reader);
  const identity = readIdentifier(reader);
  const birthDate = reader.parsed('birthDate', parseDate, 'a date such as 15.09.2013');
  const phone = reader.parsed('phone', parsePhone, 'a telephone number');
  const email = reader.parsed('email', parseEmail, 'an e-mail address');
  if (reader.problems.length > before || name === undefined) return undefined;
  const identifier = identity?.identifier;
  const profile = {
    ...name,
    ...(identifier && { identifier }),
    ...(birthDate && { birthDate }),
    ...(phone && { phone }),
    ...(email && { email }),
  };
  return { profile, identifierType: identity?.type };
}

function readName(reader: RowReader<string>): Pick<Profile, 'first' | 'middle' | 'last'> | undefined {
  const whole = reader.parsed('name', splitName, 'a first and a last name');
  if (whole !== undefined) return whole;
  if (reader.text('name') !== undefined) return undefined;
  const [first, middle, last] = [reader.required('first'), reader.text('middle'), reader.required('last')];
  return first === undefined || last === undefined ? undefined : { first, last, ...(middle && { middle }) };
}

function readIdentifier(reader: RowReader<string>): { type: IdentifierType; identifier: string } | undefined {
  const text = reader.text('identifier', 30);
  const type = reader.parsed('identifierType', parseIdentifierType, 'ЕГН, ЛНЧ, ИДН or 0, 1, 2');
  if (text === undefined) return undefined;
  const identifier = type === undefined ? undefined : parseIdentifier(text, type);
  const found =
    type === undefined ? identify(text) : identifier === undefined ? undefined : { type, identifier };
  if (found === undefined) reader.problem('identifier', 'import_identifier_invalid');
  return found;
}
