import { Type } from 'typebox';
import { requireAct } from '../../accounts/caller.ts';
import { type AddOpenRoute, exactly, Made, nothing, someOf, Uuid } from '../../api/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { addSchool } from '../add-school.ts';
import { correctSchool } from '../correct-school.ts';
import { Code, NewSchool } from '../schemas.ts';

/** Schools of the network. Whoever enters one sees nothing of it: its first principal is invited afterwards. */
export function networkRoutes(route: AddOpenRoute, { jobs }: Pick<CloudParts, 'jobs'>): void {
  route({
    who: 'person',
    method: 'POST',
    url: '/schools',
    summary: 'Enter a school',
    description:
      'For operators of the network. It begins with one building and one site; a region that is new is made.',
    tag: 'region',
    body: exactly(NewSchool.properties),
    answer: Made,
    status: 201,
    handle: async ({ caller, body }) => {
      requireAct(caller, 'fleet.operate', {});
      return { id: (await addSchool(jobs, body, caller.id)).school };
    },
  });

  const { name, city, timezone, code } = NewSchool.properties;
  route({
    who: 'person',
    method: 'PATCH',
    url: '/schools/:school',
    summary: 'Correct what was entered of a school',
    description:
      'For operators of the network. What is not named stays. The code is refused once a month was made with it, the ' +
      'time zone once a gateway has delivered something: days were counted by it. What was signed keeps its name.',
    tag: 'region',
    params: exactly({ school: Uuid }),
    body: someOf({
      name: Type.Optional(name),
      city,
      code: Type.Optional(code),
      region: Type.Optional(Code),
      timezone,
    }),
    answer: nothing,
    handle: async ({ caller, params, body }) => {
      requireAct(caller, 'fleet.operate', {});
      await correctSchool(jobs, params.school, body, caller.id);
    },
  });
}
