import { type Static, Type } from 'typebox';

/** What is sealed of a person: everything that names or reaches them. */
export const Profile = Type.Object({
  first: Type.String({ minLength: 1, maxLength: 255 }),
  middle: Type.Optional(Type.String({ maxLength: 255 })),
  last: Type.String({ minLength: 1, maxLength: 255 }),
  /** ЕГН, ЛНЧ or ИДН, as `identifier_type` says. */
  identifier: Type.Optional(Type.String({ maxLength: 30 })),
  birthDate: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
});
export type Profile = Static<typeof Profile>;

/** First, middle and last name with single spaces. */
export function fullName(profile: Profile): string {
  return [profile.first, profile.middle, profile.last]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
