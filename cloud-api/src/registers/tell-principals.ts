import { type NoticeKind, notify } from '../accounts/index.ts';
import type { RosterContext } from '../roster/index.ts';

/**
 * Tells the principals of a school what somebody else did with one of its gateways.
 * @param gateway its name in the school
 */
export async function tellPrincipals(
  { trx, school, now, by }: RosterContext,
  kind: NoticeKind & `gateway_${string}`,
  gateway: string,
): Promise<void> {
  const principals = await trx
    .selectFrom('role_assignment')
    .select('account')
    .distinct()
    .where('school', '=', school)
    .where('role', '=', 'principal')
    .where('valid_from', '<=', now)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .execute();
  for (const { account } of principals)
    if (account !== by) await notify(trx, account, kind, { school, gateway }, now);
}
