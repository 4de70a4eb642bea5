import { type Static, Type } from 'typebox';
import { Code, Id, Time, Version } from './parts.ts';

/** What an operator, or the cloud itself, may ask of a gateway. */
export const COMMANDS = [
  'open_once',
  'mode',
  'lockdown',
  'drill',
  'status',
  'resend',
  'rotate_key',
  'time_zone',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Cloud to gateway. Idempotent by `id`; expired or repeated ones do nothing but are answered. */
export const Command = Type.Object({
  v: Version,
  id: Id,
  name: Type.String({ pattern: '^[a-z_]{1,40}$' }),
  /** Token of the person or name of the job that asks; journaled with the command. */
  issuer: Type.String({ minLength: 1, maxLength: 64 }),
  issuedAt: Time,
  expiresAt: Time,
  /** Parameters of this command; their schema is the command's own (`command-args.ts`). */
  args: Type.Record(Type.String(), Type.Unknown()),
});
export type Command = Static<typeof Command>;

/** Gateway to cloud, once the command is journaled and done, or is not going to be. */
export const Answer = Type.Object({
  v: Version,
  id: Id,
  /** `duplicate`: the id was seen before, and this repeats its answer. */
  result: Type.Enum(['done', 'refused', 'expired', 'failed']),
  duplicate: Type.Optional(Type.Boolean()),
  code: Type.Optional(Code),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Answer = Static<typeof Answer>;
