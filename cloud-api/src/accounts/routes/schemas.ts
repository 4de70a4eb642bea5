import { Type } from 'typebox';
import { Uuid } from '../../api/index.ts';

export const Login = Type.String({ minLength: 3, maxLength: 254 });
export const Password = Type.String({ minLength: 1, maxLength: 256 });
export const LanguageCode = Type.Enum(['bg', 'ru', 'en']);
export const ActNames = Type.Array(Type.String({ maxLength: 40 }), {
  minItems: 1,
  maxItems: 40,
  uniqueItems: true,
});

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
