import { VratarError } from '@vratar/protocol/errors';
import { requireSigner } from '../../attendance/decide/actor.ts';
import { audit } from '../../audit/index.ts';
import type { MonthContext } from '../submission/submit.ts';

/**
 * Takes the status „в риск“ from pupils; its history stays.
 * @param endedOn first local date without it, not before it began
 * @returns how many had it
 * @throws VratarError `not_principal`, `excuse_dates`
 */
export async function endRisk(
  { trx, actor }: Pick<MonthContext, 'trx' | 'actor'>,
  persons: readonly string[],
  endedOn: string,
): Promise<number> {
  requireSigner(actor);
  if (persons.length === 0) return 0;
  const open = await trx
    .selectFrom('risk_status')
    .select(['id', 'since', 'person'])
    .where('school', '=', actor.school)
    .where('person', 'in', [...persons])
    .where('ended_on', 'is', null)
    .forUpdate()
    .execute();
  const wrong = open.find(({ since }) => endedOn < since);
  if (wrong !== undefined) throw new VratarError('excuse_dates', { from: wrong.since, to: endedOn });
  if (open.length === 0) return 0;
  await trx
    .updateTable('risk_status')
    .set({ ended_on: endedOn })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute();
  await audit(trx, {
    action: 'decision_made',
    subject: 'risk_status',
    detail: { persons: open.map(({ person }) => person), endedOn },
  });
  return open.length;
}
