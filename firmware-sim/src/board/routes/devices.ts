import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { School } from '../../school/index.ts';

const closed = { additionalProperties: false } as const;
const Name = Type.Object({ name: Type.String() });
type Name = Static<typeof Name>;

const rate = Type.Optional(Type.Number({ minimum: 0, maximum: 1 }));

const WireChange = Type.Object(
  {
    bitErrorRate: rate,
    lostByteRate: rate,
    doubledByteRate: rate,
    spuriousPerSecond: Type.Optional(Type.Number({ minimum: 0, maximum: 1000 })),
    echo: Type.Optional(Type.Boolean()),
    cut: Type.Optional(Type.Boolean()),
  },
  closed,
);
const DeviceChange = Type.Object(
  {
    mute: Type.Optional(Type.Boolean()),
    slowMs: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
    busyRate: rate,
    wrongSequenceRate: rate,
    truncateRate: rate,
    badCheckRate: rate,
    nakRate: rate,
    nakCode: Type.Optional(Type.Integer({ minimum: 1, maximum: 255 })),
    rebootRate: rate,
  },
  closed,
);
const Power = Type.Object(
  {
    on: Type.Optional(Type.Boolean()),
    cycleMs: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 600_000, description: 'Off now, on again after so long.' }),
    ),
  },
  closed,
);
const FireChange = Type.Object(
  {
    alarm: Type.Optional(Type.Boolean()),
    cable: Type.Optional(Type.Enum(['sound', 'cut', 'shorted'])),
  },
  closed,
);

/** What an installer, an accident or a fire does to lines, devices and loops. */
export function deviceRoutes(app: FastifyInstance, { site }: School): void {
  app.post<{ Params: Name; Body: Static<typeof WireChange> }>(
    '/api/lines/:name/faults',
    { schema: { params: Name, body: WireChange } },
    ({ params, body }) => {
      const { bus } = site.lines.get(params.name);
      bus.setFaults(body);
      return bus.faults;
    },
  );

  app.post<{ Params: Name; Body: Static<typeof DeviceChange> }>(
    '/api/devices/:name/faults',
    { schema: { params: Name, body: DeviceChange } },
    ({ params, body }) => {
      const { pd } = site.devices.get(params.name);
      pd.setFaults(body);
      return pd.faults;
    },
  );

  app.post<{ Params: Name; Body: Static<typeof Power> }>(
    '/api/devices/:name/power',
    { schema: { params: Name, body: Power } },
    ({ params, body }) => {
      const { pd } = site.devices.get(params.name);
      if (body.cycleMs !== undefined) pd.powerCycle(body.cycleMs);
      else if (body.on === true) pd.powerOn();
      else if (body.on === false) pd.powerOff();
      return { powered: pd.powered };
    },
  );

  app.post<{ Params: Name; Body: Static<typeof FireChange> }>(
    '/api/fire/:name',
    { schema: { params: Name, body: FireChange } },
    ({ params, body }) => {
      const loop = site.fire.get(params.name);
      if (body.alarm !== undefined) loop.alarm(body.alarm);
      if (body.cable !== undefined) loop.setCable(body.cable);
      return loop.contact;
    },
  );
}
