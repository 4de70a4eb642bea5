import { Type } from 'typebox';

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
/** RFC 3339 with an offset; a moment without one would be another at each server. */
export const Moment = Type.String({
  pattern:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
});
export const Login = Type.String({ minLength: 3, maxLength: 254 });
export const ActNames = Type.Array(Type.String({ maxLength: 40 }), {
  minItems: 1,
  maxItems: 40,
  uniqueItems: true,
});
export const ById = Type.Object({ id: Uuid });
export const Made = Type.Object({ id: Uuid });
export const Nothing = Type.Null({ description: 'No content.' });

/** A body or answer with exactly these members. */
export const exactly = <T extends Parameters<typeof Type.Object>[0]>(members: T) =>
  Type.Object(members, { additionalProperties: false });

export const GrantView = Type.Object({
  role: Type.String(),
  school: Type.Optional(Uuid),
  class: Type.Optional(Uuid),
  region: Type.Optional(Uuid),
  person: Type.Optional(Uuid),
  children: Type.Optional(Type.Array(Type.Object({ person: Uuid, young: Type.Boolean() }))),
  acts: Type.Optional(Type.Array(Type.String())),
  until: Type.Optional(Type.String({ description: 'When it ends by itself.' })),
});
