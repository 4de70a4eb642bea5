import { readDocument } from '../documents/read-document.ts';
import { readSender } from '../documents/read-sender.ts';
import { storeDocument } from '../documents/store-document.ts';
import type { Month } from '../month.ts';
import type { MonthPicture } from '../submission/read-facts.ts';
import type { ActContext } from '../submission/submit.ts';
import { type ActWords, actOnMonth, openMonth } from '../submission/submit.ts';
import { type Declaration, declarationPdf } from './declaration-pdf.ts';

const subjectOf = (month: Month): string => `month:${month}`;

/**
 * Signs the declaration „Липсват отсъствия“ of a month without unexcused absences, and keeps it as it was signed.
 * @param acceptedBy the name under which the principal answers for days that are not reconciled
 * @throws VratarError `absences_to_submit`, `lessons_undecided`, `days_unreconciled`, … (the guards of the machine)
 */
export async function declareNoAbsences(
  context: ActContext,
  month: Month,
  acceptedBy?: string,
  said: ActWords = {},
): Promise<MonthPicture> {
  const act = { act: 'declare', ...(acceptedBy === undefined ? {} : { acceptedBy }) } as const;
  const picture = await actOnMonth(context, month, act, said);
  const pdf = await declarationPdf(await declarationOf(context, month, picture, false));
  await storeDocument(context, { kind: 'declaration', subject: subjectOf(month), pdf });
  return picture;
}

/** The declaration as it was signed; before that, as it would be now, over which the word ПРОЕКТ lies. */
export async function readDeclaration(context: ActContext, month: Month): Promise<Buffer> {
  const signed = await readDocument(context, 'declaration', subjectOf(month));
  if (signed !== undefined) return signed;
  const { picture } = await openMonth(context, month);
  return declarationPdf(await declarationOf(context, month, picture, true));
}

async function declarationOf(
  context: ActContext,
  month: Month,
  { totals, facts }: MonthPicture,
  draft: boolean,
): Promise<Declaration> {
  return {
    month,
    sender: await readSender(context),
    pupils: totals.length,
    classes: facts.classes,
    openDays: facts.openDays,
    at: context.now,
    draft,
  };
}
