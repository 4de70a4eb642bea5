import { VratarError } from '@vratar/protocol/errors';
import { type Static, Type } from 'typebox';
import { type Caller, mayAny } from '../accounts/index.ts';
import { inScope } from '../accounts/sessions/in-scope.ts';
import { type AddOpenRoute, exactly, Uuid } from '../api/index.ts';
import { audit } from '../audit/index.ts';
import { MINISTRY } from '../month/submission/window.ts';
import type { CloudParts } from '../server/capability.ts';
import { regionNumbers } from './region-numbers.ts';

const Count = Type.Optional(Type.Integer({ minimum: 0, description: 'Absent where it would tell of few.' }));
const counts = {
  pupils: Count,
  withCard: Count,
  passOnlyCards: Count,
  seenToday: Count,
  atRisk: Count,
  droppingOut: Count,
};
const Region = Type.Object({ id: Uuid, code: Type.String(), name: Type.String() });
const Numbers = Type.Object({
  date: Type.String(),
  schools: Type.Array(
    Type.Object({
      school: Uuid,
      code: Type.String(),
      name: Type.String(),
      city: Type.String(),
      ...counts,
      riskAsOf: Type.Optional(Type.String()),
      lastMonth: Type.Optional(Type.String({ description: 'State of the absences of the month before.' })),
      gateways: Type.Integer(),
      enrolledGateways: Type.Integer(),
      hasBells: Type.Boolean(),
      hasTimetables: Type.Boolean(),
      hasPrincipal: Type.Boolean({ description: 'Somebody holds the role and can sign in.' }),
      hadPrincipal: Type.Boolean({
        description:
          'Somebody who holds the role, or has held it, can sign in: the first principal has come.',
      }),
    }),
  ),
  totals: Type.Object(counts),
});

/** What a region and the network’s operators see: numbers of schools, never of fewer than five people. */
export function regionRoutes(
  route: AddOpenRoute,
  { jobs, api, now }: Pick<CloudParts, 'jobs' | 'api' | 'now'>,
): void {
  route({
    who: 'person',
    method: 'GET',
    url: '/regions',
    summary: 'List the regions whose numbers I may see',
    tag: 'region',
    answer: Type.Object({ items: Type.Array(Region) }),
    handle: async ({ caller }) => {
      const rows = await jobs
        .selectFrom('region')
        .innerJoin('school', 'school.region', 'region.id')
        .select(['region.id', 'region.code', 'region.name'])
        .distinct()
        .orderBy('region.code')
        .execute();
      return { items: rows.filter(({ id }) => maySee(caller, id)) };
    },
  });

  route({
    who: 'person',
    method: 'GET',
    url: '/regions/:region/numbers',
    summary:
      'Show how many pupils the schools of a region have, how many came today and how many are at risk',
    description:
      'Counts below five are absent, and as many more as it takes that no sum tells them. No school can be asked for alone.',
    tag: 'region',
    perMinute: 60,
    params: exactly({ region: Uuid }),
    answer: Numbers,
    handle: async ({ caller, params: { region } }) => {
      if (!maySee(caller, region)) throw new VratarError('not_permitted', { act: 'region.see' });
      const moment = now();
      const date = MINISTRY.dateOf(moment.getTime());
      const { schools, totals } = await regionNumbers(jobs, moment, region);
      await inScope(api, caller.id, undefined, (trx) =>
        audit(trx, { action: 'numbers_seen', subject: `region:${region}`, detail: { date } }),
      );
      // Undefined members are absent in JSON.
      return { date, schools: [...schools], totals } as Static<typeof Numbers>;
    },
  });
}

const maySee = ({ grants }: Caller, region: string): boolean =>
  mayAny(grants, 'region.see', { region }) || mayAny(grants, 'fleet.operate', {});
