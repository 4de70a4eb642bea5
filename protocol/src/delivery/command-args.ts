import { type Static, Type } from 'typebox';
import { KEY_DOCUMENT_CHARACTERS } from '../keys/index.ts';
import type { CommandName } from './command.ts';
import { Time } from './parts.ts';

const Lane = Type.String({ minLength: 1, maxLength: 40 });
const Direction = Type.Enum(['in', 'out']);

/** Parameters of each command. */
export const COMMAND_ARGS = {
  /** One passage without a card. */
  open_once: Type.Object({
    lane: Lane,
    direction: Direction,
    reason: Type.Enum(['pupil', 'visitor', 'staff', 'other']),
  }),
  /** Until the moment given, or until the next `mode`; `schedule` returns to the calendar. */
  mode: Type.Object({
    lane: Lane,
    direction: Direction,
    mode: Type.Enum(['controlled', 'free', 'blocked', 'schedule']),
    until: Type.Optional(Time),
  }),
  lockdown: Type.Object({ on: Type.Boolean() }),
  drill: Type.Object({ zone: Type.String({ minLength: 1, maxLength: 40 }), on: Type.Boolean() }),
  /** Report the state now. */
  status: Type.Object({}),
  /** Say hello again, and deliver whatever the cloud then asks for. */
  resend: Type.Object({}),
  /** Take a key document (`protocol/src/keys`); without one, ask for the allow list now. */
  rotate_key: Type.Object({
    document: Type.Optional(Type.String({ minLength: 1, maxLength: KEY_DOCUMENT_CHARACTERS })),
  }),
  /** Until the site's rules change: for a gateway whose calendar cannot wait for the school to correct them. */
  time_zone: Type.Object({ zone: Type.String({ minLength: 1, maxLength: 60 }) }),
} satisfies Record<CommandName, ReturnType<typeof Type.Object>>;

export type CommandArgs<N extends CommandName> = Static<(typeof COMMAND_ARGS)[N]>;
