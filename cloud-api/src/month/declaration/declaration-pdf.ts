import { drawPdf } from '../../reports/formats/pdf-fonts.ts';
import { letterDocument, monthText, type Sender } from '../documents/letter.ts';
import { type Month, schoolYearOf } from '../month.ts';

export interface Declaration {
  readonly month: Month;
  readonly sender: Sender;
  /** Pupils with at least one day of the month at the school. */
  readonly pupils: number;
  readonly classes: number;
  /** Gateways' days that were not reconciled, for which the principal answers by name. */
  readonly openDays: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly draft: boolean;
}

/** „Липсват отсъствия“ (M13): instead of a file, where nobody has unexcused absences. */
export function declarationPdf(declaration: Declaration): Promise<Buffer> {
  const { month, sender, pupils, classes, openDays, at, draft } = declaration;
  const year = schoolYearOf(month);
  const accepted =
    openDays > 0
      ? [
          {
            text: `Към датата на подписване ${openDays === 1 ? 'един ден на устройство' : `${openDays} дни на устройства`} на входа не са равнени с отчетеното от тях; декларирам данните и за тези дни.`,
            margin: [0, 0, 0, 10] as [number, number, number, number],
          },
        ]
      : [];
  return drawPdf(
    letterDocument({
      title: 'ДЕКЛАРАЦИЯ\n„Липсват отсъствия“',
      sender,
      at,
      draft,
      mark: `Отсъствия за ${monthText(month)}, институция ${sender.code}`,
      body: [
        {
          text: `Долуподписаният/ата ${sender.signer ?? '………………………………………'}, директор на ${sender.name}, код по НЕИСПУО ${sender.code}, декларирам, че за ${monthText(month)} от учебната ${year}/${year + 1} година децата и учениците в институцията нямат отсъствия без уважителни причини.`,
          alignment: 'justify',
          margin: [0, 0, 0, 10],
        },
        {
          text: `Декларацията обхваща ${pupils} деца и ученици в ${classes} паралелки и групи. Месецът е прегледан от класните ръководители и няма часове, които да чакат решение.`,
          alignment: 'justify',
          margin: [0, 0, 0, 10],
        },
        ...accepted,
      ],
    }),
  );
}
