import { type TProperties, type TSchema, Type } from 'typebox';

/** A body or answer with exactly these members. */
export const exactly = <T extends TProperties>(members: T) =>
  Type.Object(members, { additionalProperties: false });

/** A correction: members are optional, and one that names nothing is a mistake. */
export const someOf = <T extends TProperties>(members: T) =>
  Type.Object(members, { additionalProperties: false, minProperties: 1 });

/** The same schema with every object in it closed: of a request nothing is ignored in silence. */
export function strictly<T extends TSchema>(schema: T): T {
  const close = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(close);
    if (part === null || typeof part !== 'object') return part;
    const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, close(value)]));
    return inner.type === 'object' && 'properties' in inner
      ? { ...inner, additionalProperties: false }
      : inner;
  };
  return close(schema) as T;
}

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
/** Further away from now PostgreSQL and JavaScript no longer mean the same; there is also no leap second to either. */
const CENTURIES = '^(19|20|21)[0-9]{2}';
/** RFC 3339 with an offset; a moment without one would be another at each server. */
export const Moment = Type.String({ format: 'date-time', pattern: `${CENTURIES}.{13}[0-5]` });
/** A day of the school's own calendar, such as 2026-11-09. */
export const Day = Type.String({ format: 'date', pattern: CENTURIES });
export const ById = exactly({ id: Uuid });
export const Made = Type.Object({ id: Uuid });
