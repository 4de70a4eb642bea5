import { drawPdf } from '../../reports/formats/pdf-fonts.ts';
import { dayText, halvesText, letterDocument, type Sender } from '../documents/letter.ts';
import type { RecipientKind } from './signal-state.ts';

export interface SignalLetter {
  readonly number: number;
  readonly sender: Sender;
  readonly recipientKind: RecipientKind;
  readonly recipient: string;
  readonly pupil: {
    readonly name: string;
    /** ЕГН, ЛНЧ or ИДН; a line to write on where it is not known. */
    readonly identifier: string | undefined;
    readonly className: string;
  };
  /** Names of parents or guardians, as far as the school knows them. */
  readonly guardians: readonly string[];
  readonly asOf: string;
  readonly preschool: boolean;
  readonly totalHalves: number;
  readonly unexcusedHalves: number;
  readonly carriedHalves: number;
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly draft: boolean;
}

const TO: Readonly<Record<RecipientKind, string>> = {
  municipality: 'ДО КМЕТА НА',
  social_assistance: 'ДО ДИРЕКТОРА НА',
  police: 'ДО НАЧАЛНИКА НА',
};

const REQUEST: Readonly<Record<RecipientKind, string>> = {
  municipality:
    'Моля да бъдат предприети действията по чл. 347 от Закона за предучилищното и училищното образование спрямо родителите, които не осигуряват присъствието на детето в задължителното образование, и да ни уведомите за резултата.',
  social_assistance:
    'Моля да бъдат предприети мерки за закрила и подкрепа на детето и семейството в рамките на Вашата компетентност и да ни уведомите за резултата.',
  police:
    'Моля да бъдат предприети действия в рамките на Вашата компетентност за установяване на причините за отсъствията и да ни уведомите за резултата.',
};

type Margin = [number, number, number, number];

/** The letter of a signal, in Bulgarian, to the authority that acts on it. */
export function signalPdf(signal: SignalLetter): Promise<Buffer> {
  const { number, sender, recipientKind, recipient, asOf, note, at, draft } = signal;
  const paragraph = (text: string) => ({
    text,
    alignment: 'justify' as const,
    margin: [0, 0, 0, 10] as Margin,
  });
  return drawPdf(
    letterDocument({
      title: `СИГНАЛ № ${number}\nпо чл. 347 от Закона за предучилищното и училищното образование`,
      sender,
      to: [TO[recipientKind], recipient.toUpperCase()],
      at,
      draft,
      mark: `Сигнал № ${number}, институция ${sender.code}. Съдържа лични данни.`,
      body: [
        paragraph(
          `Уведомявам Ви, че към ${dayText(asOf)} от началото на учебната година следното дете/ученик е с отсъствия над определения праг:`,
        ),
        {
          layout: 'lightHorizontalLines',
          margin: [0, 0, 0, 12],
          table: { headerRows: 0, widths: ['auto', '*'], body: facts(signal) },
        },
        ...(note === '' ? [] : [paragraph(`Предприети мерки от институцията: ${note}`)]),
        paragraph(REQUEST[recipientKind]),
      ],
    }),
  );
}

function facts(signal: SignalLetter): string[][] {
  const { pupil, guardians, preschool, totalHalves, unexcusedHalves, carriedHalves } = signal;
  const unit = preschool ? 'дни' : 'учебни часа';
  return [
    ['Име', pupil.name],
    ['Идентификатор', pupil.identifier ?? '…………………………'],
    [preschool ? 'Група' : 'Клас', pupil.className],
    ['Родители / настойници', guardians.length === 0 ? '…………………………' : guardians.join(', ')],
    ['Неизвинени отсъствия', `${halvesText(unexcusedHalves)} ${unit}`],
    ['Общо отсъствия', `${halvesText(totalHalves)} ${unit}`],
    ...(carriedHalves > 0 ? [['от тях в друго училище', `${halvesText(carriedHalves)} ${unit}`]] : []),
  ];
}
