import { VratarError } from '@vratar/protocol/errors';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Person, School } from '../../school/index.ts';
import type { BoardPerson } from '../schema.ts';

const closed = { additionalProperties: false } as const;

const Search = Type.Object(
  {
    search: Type.String({ default: '', maxLength: 60 }),
    limit: Type.Integer({ minimum: 1, maximum: 2000, default: 30 }),
  },
  closed,
);
const CrowdChange = Type.Object(
  {
    running: Type.Optional(Type.Boolean()),
    speed: Type.Optional(Type.Number({ minimum: 0.1, maximum: 600 })),
    from: Type.Optional(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
  },
  closed,
);
const FromDesk = Type.Object({ person: Type.String(), lane: Type.String() }, closed);

/** People: who they are, where they truly are, and the crowd. */
export function peopleRoutes(app: FastifyInstance, { people, oracle, crowd }: School): void {
  const withPresence = (person: Person): BoardPerson => {
    const { now, since } = oracle.where(person.id);
    return { ...person, now, since };
  };

  app.get<{ Querystring: Static<typeof Search> }>(
    '/api/people',
    { schema: { querystring: Search } },
    ({ query: { search, limit } }) => {
      const wanted = search.toLocaleLowerCase();
      const found = people.filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
      return { total: found.length, people: found.slice(0, limit).map(withPresence) };
    },
  );

  app.get<{ Params: { id: string } }>('/api/people/:id', ({ params: { id } }) => {
    const person = people.find((each) => each.id === id);
    if (person === undefined) {
      throw new VratarError('sim_unknown_point', {
        what: 'person',
        name: id,
        known: `p1 to p${people.length}`,
      });
    }
    return withPresence(person);
  });

  // `people`: where each truly is; `inside`: ids of all who are, strangers (`someone`) included.
  app.get('/api/oracle', () => ({
    people: people.map(({ id }) => oracle.where(id)),
    inside: oracle.inside().map(({ person }) => person),
  }));

  app.post<{ Body: Static<typeof CrowdChange> }>(
    '/api/crowd',
    { schema: { body: CrowdChange } },
    ({ body }) => {
      if (body.from !== undefined) crowd.restart(body.from);
      if (body.running === false) crowd.stop();
      else if (body.running === true || (body.speed !== undefined && crowd.running)) crowd.start(body.speed);
      return crowd.view();
    },
  );

  app.post<{ Body: Static<typeof FromDesk> }>(
    '/api/crowd/desk',
    { schema: { body: FromDesk } },
    ({ body }) => ({ sent: crowd.sendFromDesk(body.person, body.lane) }),
  );
}
