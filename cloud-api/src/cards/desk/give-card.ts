import { audit } from '../../audit/index.ts';
import type { CardContext } from '../context.ts';
import { type Issue, issueCredentials } from '../issue.ts';
import { enterJournal } from '../journal.ts';

/** Where the page lies on which a pass-only card was signed for. */
export interface Signature {
  /** Local date. */
  readonly signedOn: string;
  readonly document?: string;
}

/** Gives one card out at the desk. */
export async function giveCard(
  context: CardContext,
  issue: Exclude<Issue, { kind: 'pass_only' }>,
): Promise<void> {
  await issueCredentials(context, [issue]);
  const detail = { kind: issue.kind, person: issue.person };
  await audit(context.trx, { action: 'card_issued', subject: `credential:${issue.credential}`, detail });
}

/**
 * Gives a card to a family that refused the processing of data: signed for in the journal on paper, bound to nobody
 * here (D9, D10).
 * @returns its number in the journal
 */
export async function givePassOnlyCard(
  context: CardContext,
  credential: string,
  signature: Signature,
): Promise<number> {
  await issueCredentials(context, [{ credential, person: null, kind: 'pass_only' }]);
  const [number] = await enterJournal(context, [{ credential, action: 'issued', ...signature }]);
  await audit(context.trx, {
    action: 'card_issued',
    subject: `credential:${credential}`,
    detail: { journal: number },
  });
  return number!;
}
