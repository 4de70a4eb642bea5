import { type Static, Type } from 'typebox';
import { Code, Time, Version } from './parts.ts';

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
  id: Type.String({ pattern: '^[A-Za-z0-9._-]{8,64}$' }),
  name: Type.Enum([...COMMANDS]),
  /** Who answers for it, such as `cloud:<account>`; never a name. Journaled with the command. */
  issuer: Type.String({ pattern: '^[a-z]+:[A-Za-z0-9._@-]+$', maxLength: 80 }),
  issuedAt: Time,
  expiresAt: Time,
  /** Parameters of this command; their schema is the command's own (`COMMAND_ARGS`). */
  args: Type.Record(Type.String(), Type.Unknown()),
});
export type Command = Static<typeof Command>;

/** Gateway to cloud, once the command is journaled and done, or is not going to be. */
export const Answer = Type.Object({
  v: Version,
  id: Type.String({ pattern: '^[A-Za-z0-9._-]{8,64}$' }),
  /** `repeated`: carried out, or refused, when it came the first time; the journal says which. */
  result: Type.Enum(['done', 'refused', 'expired', 'repeated', 'failed']),
  /** Why it was refused or failed. */
  code: Type.Optional(Code),
});
export type Answer = Static<typeof Answer>;
