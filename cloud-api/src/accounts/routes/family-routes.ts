import { Type } from 'typebox';
import { type AddOpenRoute, Uuid } from '../../api/index.ts';
import { audit } from '../../audit/index.ts';
import { inSchool } from '../../db/index.ts';
import { openPeople } from '../../people/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { withClasses } from '../../roster/read/list-people.ts';
import { fullName } from '../../vault/index.ts';
import type { AccountParts } from '../context.ts';
import { holderNames, holdersSeen } from '../managing/holder-names.ts';

const OwnChild = Type.Object({
  person: Uuid,
  name: Type.String(),
  className: Type.Optional(Type.String()),
  young: Type.Boolean({ description: 'Under 14: the guardian acts for the child.' }),
});
const Received = Type.Object({
  id: Uuid,
  giver: Type.Optional(Type.String({ description: 'Name, by the register, or login.' })),
  acts: Type.Array(Type.String()),
  className: Type.Optional(Type.String()),
  from: Type.String(),
  until: Type.String(),
  endedAt: Type.Optional(Type.String()),
});
/** The latest so many; older ones are in the log of the school. */
const LATEST = 50;

/** What belongs to a person in the school where they work now: their children, and what was delegated to them. */
export function familyRoutes(route: AddOpenRoute, { api, vault, now }: AccountParts): void {
  const person = { who: 'person', method: 'GET', tag: 'account' } as const;
  route({
    ...person,
    url: '/me/children',
    summary: 'List the children whose guardian I am',
    answer: Type.Object({ items: Type.Array(OwnChild) }),
    handle: async ({ caller: { id: account, school, grants } }) => {
      const children = new Map(
        grants
          .filter((grant) => grant.role === 'parent' && grant.school === school)
          .flatMap(({ children: own = [] }) => own.map((child) => [child.person, child.young] as const)),
      );
      if (school === undefined || children.size === 0) return { items: [] };
      return inSchool(api, { school, account }, async (trx) => {
        const context = { trx, vault, school };
        const opened = await openPeople(context, [...children.keys()]);
        const people = await withClasses(context, opened, await schoolToday(trx, school, now()));
        const detail = { view: 'own children', people: [...children.keys()] };
        await audit(trx, { action: 'name_seen', subject: `school:${school}`, detail });
        return {
          items: people.map(({ id, profile, class: of }) => ({
            person: id,
            name: fullName(profile),
            ...(of === undefined ? {} : { className: of.name }),
            young: children.get(id)!,
          })),
        };
      });
    },
  });

  route({
    ...person,
    url: '/me/delegations',
    summary: 'List what was delegated to me in the school, the longest lasting first',
    answer: Type.Object({ items: Type.Array(Received) }),
    handle: async ({ caller: { id: account, school } }) => {
      if (school === undefined) return { items: [] };
      return inSchool(api, { school, account }, async (trx) => {
        const rows = await trx
          .selectFrom('delegation as d')
          .leftJoin('account as a', 'a.id', 'd.giver')
          .leftJoin('class as c', (join) =>
            join.onRef('c.school', '=', 'd.school').onRef('c.id', '=', 'd.class'),
          )
          .select(['d.id', 'd.giver', 'd.acts', 'd.valid_from', 'd.valid_until', 'd.ended_at'])
          .select(['a.login', 'c.name as className'])
          .where('d.receiver', '=', account)
          .orderBy('d.valid_until', 'desc')
          .orderBy('d.id')
          .limit(LATEST)
          .execute();
        const context = { trx, vault, school };
        const names = await holderNames(
          context,
          rows.map(({ giver }) => giver),
        );
        await holdersSeen(context, 'own delegations', names);
        const network = await vault.network(trx);
        return {
          items: rows.map(({ giver, login, className, ended_at, ...row }) => {
            const name =
              names.get(giver)?.name ?? (login === null ? undefined : network.openLogin(giver, login));
            return {
              id: row.id,
              ...(name === undefined ? {} : { giver: name }),
              acts: row.acts,
              ...(className === null ? {} : { className }),
              from: row.valid_from.toISOString(),
              until: row.valid_until.toISOString(),
              ...(ended_at === null ? {} : { endedAt: ended_at.toISOString() }),
            };
          }),
        };
      });
    },
  });
}
