import { Type } from 'typebox';
import type { CommandName } from './command.ts';
import { Through } from './parts.ts';

const Lane = Type.String({ minLength: 1, maxLength: 40 });
const Direction = Type.Enum(['in', 'out']);
const DirectionMode = Type.Enum(['controlled', 'free', 'blocked']);

/** Parameters of each command. */
export const COMMAND_ARGS = {
  open_once: Type.Object({
    lane: Lane,
    direction: Direction,
    reason: Type.Enum(['pupil', 'visitor', 'staff', 'other']),
  }),
  mode: Type.Object({ lane: Lane, in: DirectionMode, out: DirectionMode }),
  lockdown: Type.Object({ on: Type.Boolean() }),
  drill: Type.Object({ zone: Type.String({ minLength: 1, maxLength: 40 }), on: Type.Boolean() }),
  status: Type.Object({}),
  /** Deliver again everything after this event that is still in the journal. */
  resend: Type.Object({ after: Through }),
  /** Exchange the site's key for the one whose sealed form the site's configuration of this version brings. */
  rotate_key: Type.Object({ config: Type.Integer({ minimum: 1 }) }),
  time_zone: Type.Object({ zone: Type.String({ minLength: 1, maxLength: 60 }) }),
} satisfies Record<CommandName, ReturnType<typeof Type.Object>>;
