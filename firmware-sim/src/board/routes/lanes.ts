import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { ordinaryWalker } from '../../lane/index.ts';
import type { School } from '../../school/index.ts';

const closed = { additionalProperties: false } as const;
const Direction = Type.Enum(['in', 'out']);
const Params = Type.Object({ lane: Type.String() });
type Params = Static<typeof Params>;

/** Who taps and walks by hand; a name of the population, or nobody in particular. */
const Person = Type.String({ default: 'someone', maxLength: 40 });

const Tap = Type.Object(
  { direction: Direction, person: Person, card: Type.String({ minLength: 1, maxLength: 40 }) },
  closed,
);
const Walk = Type.Object(
  {
    direction: Direction,
    person: Person,
    plan: Type.Enum(['through', 'turn-back', 'force', 'tailgate', 'linger']),
    lingerMs: Type.Integer({ minimum: 0, maximum: 120_000, default: 15_000 }),
    patienceMs: Type.Integer({ minimum: 0, maximum: 120_000, default: ordinaryWalker.patienceMs }),
  },
  closed,
);
const Trouble = Type.Object(
  {
    jammed: Type.Optional(Type.Boolean()),
    powered: Type.Optional(Type.Boolean()),
    tamper: Type.Optional(Type.Boolean()),
    sensor: Type.Optional(
      Type.Object(
        { number: Type.Integer({ minimum: 0, maximum: 1 }), stuck: Type.Enum(['on', 'off', 'no']) },
        closed,
      ),
    ),
  },
  closed,
);
const Press = Type.Object({ forMs: Type.Integer({ minimum: 50, maximum: 60_000, default: 500 }) }, closed);

/** What a person does at a lane. */
export function laneRoutes(app: FastifyInstance, { site }: School): void {
  app.post<{ Params: Params; Body: Static<typeof Tap> }>(
    '/api/lanes/:lane/tap',
    { schema: { params: Params, body: Tap } },
    ({ params, body }) => ({ read: site.lanes.get(params.lane).tap(body.direction, body.person, body.card) }),
  );

  app.post<{ Params: Params; Body: Static<typeof Walk> }>(
    '/api/lanes/:lane/walk',
    { schema: { params: Params, body: Walk } },
    ({ params, body: { person, ...how } }) => {
      site.lanes.get(params.lane).approach({ ...ordinaryWalker, id: person, ...how });
      return { ok: true };
    },
  );

  app.post<{ Params: Params; Body: Static<typeof Press> }>(
    '/api/lanes/:lane/button',
    { schema: { params: Params, body: Press } },
    ({ params, body }) => ({ wired: site.lanes.get(params.lane).pressButton(body.forMs) }),
  );

  app.post<{ Params: Params; Body: Static<typeof Trouble> }>(
    '/api/lanes/:lane/trouble',
    { schema: { params: Params, body: Trouble } },
    ({ params, body }) => {
      const lane = site.lanes.get(params.lane);
      if (body.jammed !== undefined) lane.setJammed(body.jammed);
      if (body.powered !== undefined) lane.setPowered(body.powered);
      if (body.tamper !== undefined) lane.setTamper(body.tamper);
      const { sensor } = body;
      if (sensor) lane.setStuckSensor(sensor.number, sensor.stuck === 'no' ? undefined : sensor.stuck);
      return { ok: true };
    },
  );
}
