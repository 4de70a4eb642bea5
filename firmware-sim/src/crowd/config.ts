import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const TimeOfDay = (byDefault: string) =>
  Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', default: byDefault });

const rate = (byDefault: number, description: string) =>
  Type.Number({ minimum: 0, maximum: 1, default: byDefault, description });

/** How often people do what they should not. Probabilities for each arrival. */
export const Habits = Type.Object(
  {
    doubleTap: rate(0.04, 'Taps again although the lane has answered.'),
    wrongCard: rate(0.015, 'Holds a transit card or an old card to the reader first.'),
    phone: rate(0.005, 'Holds a phone to the reader first.'),
    turnBack: rate(0.01, 'Turns back after the release, and comes again later.'),
    linger: rate(0.01, 'Stands still in the passage.'),
    forgotten: rate(0.015, 'Has no card, and waits at the guard’s desk.'),
    tailgate: rate(0.002, 'Slips in behind another without a tap.'),
  },
  { ...closed, default: {} },
);
export type Habits = Static<typeof Habits>;

const ShiftTimes = (start: string, end: string) =>
  Type.Object({ start: TimeOfDay(start), end: TimeOfDay(end) }, { ...closed, default: {} });

/** The simulated people. */
export const CrowdConfig = Type.Object(
  {
    autostart: Type.Boolean({ default: false }),
    speed: Type.Number({
      minimum: 0.1,
      maximum: 600,
      default: 1,
      description: 'How fast their day passes. Lanes and people at them stay as fast as they are.',
    }),
    from: TimeOfDay('07:00'),
    attendance: rate(0.93, 'Part of the people who come at all.'),
    shifts: Type.Object(
      { first: ShiftTimes('07:30', '13:15'), second: ShiftTimes('13:30', '19:15') },
      { ...closed, default: {} },
    ),
    habits: Habits,
  },
  { ...closed, default: {} },
);
export type CrowdConfig = Static<typeof CrowdConfig>;
