import { audit } from '../audit/index.ts';
import { policyChanged } from '../cards/list-changes.ts';
import type { SchoolSettings } from '../people/tables/places.ts';
import type { RosterContext } from '../roster/index.ts';

export type GateRules = Pick<SchoolSettings, 'gate' | 'groupsOf' | 'severalCredentials'>;

/**
 * Sets what a school decides about its gates; what is not named stays. Lines of the list change with the groups, so
 * every card of the school's sites is looked at again.
 */
export async function setGateRules(context: RosterContext, rules: GateRules): Promise<void> {
  const { trx, school } = context;
  const { settings } = await trx
    .selectFrom('school')
    .select('settings')
    .where('id', '=', school)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = { ...settings, ...rules };
  await trx
    .updateTable('school')
    .set({ settings: JSON.stringify(next) })
    .where('id', '=', school)
    .execute();
  if (rules.groupsOf !== undefined) {
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
  }
  await policyChanged(context);
  await audit(trx, {
    action: 'register_changed',
    subject: `school:${school}`,
    detail: { rules: Object.keys(rules) },
  });
}
