import { VratarError } from '@vratar/protocol/errors';
import { requireSigner } from '../../attendance/decide/actor.ts';
import { audit } from '../../audit/index.ts';
import type { MonthContext } from '../submission/submit.ts';

/** `sent`: the school has asked for the correction outside (C4); `dismissed`: the signed number stays. */
export interface CorrectionAnswer {
  readonly state: 'sent' | 'dismissed';
  /** Why; for `sent` the number of the letter. Never a name. */
  readonly note: string;
}

/**
 * Answers one open correction of a signed month. The signed rows stay as they are: what is final goes its way by letter.
 * @throws VratarError `not_principal`, `note_required`, `correction_unknown`
 */
export async function answerCorrection(
  { trx, actor, now }: Pick<MonthContext, 'trx' | 'actor' | 'now'>,
  id: string,
  { state, note }: CorrectionAnswer,
): Promise<void> {
  requireSigner(actor);
  if (note.trim() === '') throw new VratarError('note_required', {}, { field: 'body/note' });
  const answered = await trx
    .updateTable('correction')
    .set({ state, note: note.trim(), account: actor.account, closed_at: new Date(now) })
    .where('school', '=', actor.school)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning(['month', 'person'])
    .executeTakeFirst();
  if (answered === undefined) throw new VratarError('correction_unknown');
  await audit(trx, {
    action: 'decision_made',
    subject: `person:${answered.person}`,
    detail: { correction: id, month: answered.month, state },
  });
}
