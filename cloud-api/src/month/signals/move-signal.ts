import { VratarError } from '@vratar/protocol/errors';
import { requireSigner } from '../../attendance/decide/actor.ts';
import { audit } from '../../audit/index.ts';
import { enqueue } from '../../db/index.ts';
import { readDocument } from '../documents/read-document.ts';
import { storeDocument } from '../documents/store-document.ts';
import type { ActContext } from '../submission/submit.ts';
import { readLetter, type SignalRow } from './read-letter.ts';
import { recordMove } from './record-move.ts';
import { signalPdf } from './signal-pdf.ts';
import { mayMove, type SignalState } from './signal-state.ts';
import { SIGNAL_TOLD_TASK } from './tell-signal.ts';

export type SignalMove =
  | { readonly to: 'signed' | 'withdrawn' }
  /** `reference`: outgoing number of the letter; for `acknowledged` the number under which the recipient has it. */
  | { readonly to: 'sent' | 'acknowledged'; readonly reference: string }
  /** `answer`: what the authority did, in the principal's words; never a name. */
  | { readonly to: 'answered'; readonly answer: string };

export const subjectOf = (id: string): string => `signal:${id}`;

/**
 * Moves a signal on. Signing draws the letter and keeps it: what is sent is what was signed.
 * @throws VratarError `not_principal`, `signal_unknown`, `signal_state`, `signal_reference`, `note_required`
 */
export async function moveSignal(context: ActContext, id: string, move: SignalMove): Promise<void> {
  requireSigner(context.actor);
  await moveOn(context, await lockSignal(context, id), move);
}

/**
 * The same for whoever may: the right is the caller's to check.
 * @param byRecipient the authority does it itself; else the school notes what it was told
 */
export async function moveOn(
  context: ActContext,
  signal: SignalRow,
  move: SignalMove,
  byRecipient = false,
): Promise<void> {
  const { trx, actor, now } = context;
  const { id } = signal;
  if (!mayMove(signal.state, move.to)) {
    throw new VratarError('signal_state', { state: signal.state, to: move.to });
  }
  if (move.to === 'signed') {
    const pdf = await signalPdf(await readLetter(context, signal, false));
    await storeDocument(context, { kind: 'signal', subject: subjectOf(id), pdf });
  }
  await trx
    .updateTable('risk_signal')
    .set({ state: move.to, ...changes(move, new Date(now)) })
    .where('school', '=', actor.school)
    .where('id', '=', id)
    .execute();
  await recordMove(context, id, move.to, byRecipient);
  if (signal.inbox !== null && (byRecipient || move.to === 'sent')) {
    await enqueue(trx, SIGNAL_TOLD_TASK, { signal: id, state: move.to });
  }
  await audit(trx, {
    action: move.to === 'signed' ? 'month_signed' : 'decision_made',
    subject: subjectOf(id),
    detail: { signal: signal.number, to: move.to, ...(byRecipient ? { by: 'recipient' } : {}) },
  });
}

/** The letter as it was signed; of a draft as it would be now, over which the word ПРОЕКТ lies. */
export async function readSignal(context: ActContext, id: string): Promise<Buffer> {
  const signal = await lockSignal(context, id);
  const signed = await readDocument(context, 'signal', subjectOf(id));
  if (signed !== undefined) return signed;
  const pdf = await signalPdf(await readLetter(context, signal, true));
  await audit(context.trx, {
    action: 'name_seen',
    subject: `person:${signal.person}`,
    detail: { signal: id },
  });
  return pdf;
}

/** @throws VratarError `signal_unknown` */
export async function lockSignal({ trx, actor }: ActContext, id: string): Promise<SignalRow> {
  const found = await trx
    .selectFrom('risk_signal')
    .selectAll()
    .where('school', '=', actor.school)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw new VratarError('signal_unknown');
  return found;
}

type Changes = Partial<Record<`${Exclude<SignalState, 'draft'>}_at`, Date>> & {
  reference?: string;
  incoming?: string;
  answer?: string;
};

function changes(move: SignalMove, at: Date): Changes {
  switch (move.to) {
    case 'signed':
      return { signed_at: at };
    case 'withdrawn':
      return { withdrawn_at: at };
    case 'sent':
      return { sent_at: at, reference: required(move.reference) };
    case 'acknowledged':
      return { acknowledged_at: at, incoming: required(move.reference) };
    case 'answered':
      if (move.answer.trim() === '') throw new VratarError('note_required', {}, { field: 'body/answer' });
      return { answered_at: at, answer: move.answer.trim() };
  }
}

function required(reference: string): string {
  if (reference.trim() === '') throw new VratarError('signal_reference', {}, { field: 'body/reference' });
  return reference.trim();
}
