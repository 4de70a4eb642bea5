import { requireAct } from '../../accounts/caller.ts';
import { type AddOpenRoute, exactly, Made } from '../../api/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { addSchool } from '../add-school.ts';
import { NewSchool } from '../schemas.ts';

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
}
