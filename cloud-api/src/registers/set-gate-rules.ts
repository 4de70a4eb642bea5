import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import { siteChanged } from '../cards/list-changes.ts';
import { type Database, enqueue } from '../db/index.ts';
import { dateAt, instantOf, type LocalDate } from '../people/index.ts';
import type { GateRules } from '../people/tables/places.ts';
import type { RosterContext } from '../roster/index.ts';

/** Task that brings rules to the gates on the day from which they hold. */
export const GATE_RULES_TASK = 'gate_rules';

/** The database begins jobs by its own clock, lists are built by this process's: the day has begun by both. */
const INTO_THE_DAY_MS = 60_000;

export interface NewGateRules {
  /** Local date; today when absent. */
  readonly holdsFrom?: LocalDate;
  readonly rules: GateRules;
}

/**
 * Sets what a school decides about its gates from a day on; what held before stays in the past. The gates get it,
 * signed and with a version, inside their allow list, in the first minutes of that day.
 * @throws VratarError `gate_rules_past`, `register_unknown`, `register_known`
 */
export async function setGateRules(
  context: RosterContext,
  { holdsFrom, rules }: NewGateRules,
): Promise<string> {
  const { trx, school, now } = context;
  const { timezone } = await trx
    .selectFrom('school')
    .select('timezone')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const today = dateAt(timezone, now.getTime());
  const from = holdsFrom ?? today;
  if (from < today) throw new VratarError('gate_rules_past', { from, today }, { field: 'body/holdsFrom' });
  await assertRules(context, rules);
  const { id } = await trx
    .insertInto('gate_rules')
    .values({ school, holds_from: from, rules: JSON.stringify(rules), recorded_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (from === today) await bringToGates(trx, school);
  else
    await enqueue(
      trx,
      GATE_RULES_TASK,
      { school },
      {
        runAt: new Date(instantOf(timezone, from, '00:00') + INTO_THE_DAY_MS),
        key: `${GATE_RULES_TASK}:${school}:${from}`,
      },
    );
  await log(trx, id, { from });
  return id;
}

/** Takes a version back: what held before it holds again. @throws VratarError `fact_unknown` */
export async function withdrawGateRules({ trx, school, now }: RosterContext, id: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('gate_rules')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('school', '=', school)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new VratarError('fact_unknown');
  await bringToGates(trx, school);
  await log(trx, id, { withdrawn: true });
}

/** Has the school's lists looked at again, line by line: groups are on the lines, the other rules in the policy. */
export async function bringToGates(trx: Transaction<Database>, school: string): Promise<void> {
  const tokens = trx
    .selectFrom('credential_token as t')
    .innerJoin('site', 'site.id', 't.site')
    .select(['t.site', 't.credential', 't.school'])
    .distinct()
    .where('site.school', '=', school);
  await trx
    .insertInto('allow_list_change')
    .columns(['site', 'credential', 'school'])
    .expression(tokens)
    .execute();
  const sites = await trx.selectFrom('site').select('id').where('school', '=', school).execute();
  for (const { id } of sites) await siteChanged(trx, id);
}

/** What the schema cannot say: groups are named once and exist, lanes are the school's. */
async function assertRules({ trx, school }: RosterContext, rules: GateRules): Promise<void> {
  const groups = new Set(rules.groups.map(({ id }) => id));
  if (groups.size < rules.groups.length)
    throw new VratarError('register_known', { what: 'schedule group' }, { field: 'body/groups' });
  for (const [kind, named = []] of Object.entries(rules.groupsOf))
    if (named.some((group) => !groups.has(group)))
      throw new VratarError(
        'register_unknown',
        { what: 'schedule group' },
        { field: `body/groupsOf/${kind}` },
      );
  const rows = await trx.selectFrom('lane').select('id').where('school', '=', school).execute();
  const lanes = new Set(rows.map(({ id }) => id));
  for (const field of ['groups', 'laneModes', 'twoCards'] as const)
    for (const [index, { lanes: named = [] }] of (rules[field] ?? []).entries())
      if (named.some((lane) => !lanes.has(lane)))
        throw new VratarError('register_unknown', { what: 'lane' }, { field: `body/${field}/${index}` });
}

async function log(trx: Transaction<Database>, id: string, detail: object): Promise<void> {
  await audit(trx, { action: 'register_changed', subject: `gate_rules:${id}`, detail: { ...detail } });
}
