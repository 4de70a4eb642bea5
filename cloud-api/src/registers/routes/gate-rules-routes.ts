import { type AddSchoolRoute, ById, Made, nothing, pageOf, pageQuery, readPage } from '../../api/index.ts';
import { DEFAULT_GATE_RULES } from '../../cards/lists/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { rosterContext } from '../../roster/routes/context.ts';
import { setGateRules, withdrawGateRules } from '../set-gate-rules.ts';
import { GateRulesBody, GateRulesVersion, GateRulesView } from './gate-rules-schema.ts';

/** What the school decides about its gates: schedule groups, anti-passback, second cards, modes of lanes. */
export function gateRulesRoutes(route: AddSchoolRoute): void {
  route({
    method: 'GET',
    url: '/gate-rules',
    summary: 'List the gate rules of the school by the day from which they hold, the latest first',
    description: 'What the gateways were really given is at `/fleet/gate-rules/versions`.',
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(GateRulesVersion),
    handle: async ({ trx, school, query }) => {
      const rows = trx
        .selectFrom('gate_rules')
        .select(['id', 'holds_from', 'recorded_at', 'rules'])
        .where('school', '=', school)
        .where('withdrawn_at', 'is', null);
      const order = { by: ['holds_from', 'id'], direction: 'desc', list: 'gate-rules' } as const;
      const { items, ...next } = await readPage(rows, order, query);
      return {
        items: items.map(({ holds_from: holdsFrom, recorded_at, ...row }) => ({
          ...row,
          holdsFrom,
          recordedAt: recorded_at.toISOString(),
        })),
        ...next,
      };
    },
  });

  route({
    method: 'GET',
    url: '/gate-rules/today',
    summary: 'Show the gate rules that hold today',
    tag: 'school',
    act: 'registers.see',
    answer: GateRulesView,
    handle: async ({ trx, school, now }) => {
      const today = await schoolToday(trx, school, now);
      const row = await trx
        .selectFrom('gate_rules')
        .select('rules')
        .where('school', '=', school)
        .where('withdrawn_at', 'is', null)
        .where('holds_from', '<=', today)
        .orderBy('holds_from', 'desc')
        .orderBy('recorded_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.rules ?? DEFAULT_GATE_RULES;
    },
  });

  route({
    method: 'POST',
    url: '/gate-rules',
    summary: 'Set the gate rules from a day on',
    description:
      'All of them; what held before stays in the past. The gateways get them signed, with a version, in their allow list.',
    tag: 'school',
    act: 'gates.rules',
    body: GateRulesBody,
    answer: Made,
    status: 201,
    handle: async ({ body: { holdsFrom, ...rules }, ...input }) => ({
      id: await setGateRules(rosterContext(input), {
        rules,
        ...(holdsFrom === undefined ? {} : { holdsFrom }),
      }),
    }),
  });

  route({
    method: 'DELETE',
    url: '/gate-rules/:id',
    summary: 'Take a version of the gate rules back',
    description: 'What held before it holds again.',
    tag: 'school',
    act: 'gates.rules',
    params: ById,
    answer: nothing,
    handle: ({ params, ...input }) => withdrawGateRules(rosterContext(input), params.id),
  });
}
