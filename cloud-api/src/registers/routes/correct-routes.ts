import { type TProperties, type TSchema, Type } from 'typebox';
import type { Act } from '../../accounts/index.ts';
import { type AddSchoolRoute, ById, nothing, someOf } from '../../api/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { correctRegister, removeRegister } from '../change-register.ts';
import { Address, Code, Grade, LocalTimeText, Name } from '../schemas.ts';

const optional = (members: TProperties) =>
  someOf(Object.fromEntries(Object.entries(members).map(([name, one]) => [name, Type.Optional(one)])));

interface Register {
  readonly table: 'class' | 'subject' | 'shift' | 'building' | 'zone';
  readonly list: string;
  readonly act: Act;
  /** What may be corrected. Codes that events or timetables name stay. */
  readonly body: TSchema;
}

const REGISTERS: readonly Register[] = [
  { table: 'class', list: 'classes', act: 'roster.change', body: optional({ name: Name, grade: Grade }) },
  { table: 'subject', list: 'subjects', act: 'roster.change', body: optional({ name: Name }) },
  { table: 'shift', list: 'shifts', act: 'roster.change', body: optional({ code: Code, name: Name }) },
  {
    table: 'building',
    list: 'buildings',
    act: 'gates.install',
    body: optional({ name: Name, address: Address, opens: LocalTimeText, closes: LocalTimeText }),
  },
  { table: 'zone', list: 'zones', act: 'gates.install', body: optional({ name: Name }) },
];

/** Correcting what registers say of themselves, and taking out what nothing stands on. */
export function correctRoutes(route: AddSchoolRoute): void {
  for (const { table, list, act, body } of REGISTERS) {
    route({
      method: 'PATCH',
      url: `/${list}/:id`,
      summary: `Correct a ${table}`,
      description: 'What is not named stays.',
      tag: 'school',
      act,
      params: ById,
      body,
      answer: nothing,
      handle: ({ params, body: values, ...input }) =>
        correctRegister(rosterContext(input), table, params.id, values as Record<string, unknown>),
    });

    route({
      method: 'DELETE',
      url: `/${list}/:id`,
      summary: `Take a ${table} out that nothing stands on`,
      tag: 'school',
      act,
      params: ById,
      answer: nothing,
      handle: ({ params, ...input }) => removeRegister(rosterContext(input), table, params.id),
    });
  }
}
