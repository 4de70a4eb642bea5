/** Code, name, and in which grades it is taught. */
export interface Subject {
  readonly code: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Lessons a week. */
  readonly weekly: number;
}

const subject = (code: string, name: string, from: number, to: number, weekly: number): Subject => ({
  code,
  name,
  from,
  to,
  weekly,
});

export const SUBJECTS: readonly Subject[] = [
  subject('bel', 'Български език и литература', 1, 12, 5),
  subject('mat', 'Математика', 1, 12, 4),
  subject('eng', 'Английски език', 2, 12, 3),
  subject('rus', 'Руски език', 9, 12, 2),
  subject('okr', 'Околен свят', 1, 2, 2),
  subject('chp', 'Човекът и природата', 3, 6, 3),
  subject('cho', 'Човекът и обществото', 3, 4, 2),
  subject('ist', 'История и цивилизации', 5, 12, 2),
  subject('geo', 'География и икономика', 5, 12, 2),
  subject('bio', 'Биология и здравно образование', 7, 12, 2),
  subject('fiz', 'Физика и астрономия', 7, 12, 2),
  subject('him', 'Химия и опазване на околната среда', 7, 12, 2),
  subject('kmi', 'Компютърно моделиране и информационни технологии', 3, 12, 1),
  subject('fil', 'Философия', 8, 12, 1),
  subject('muz', 'Музика', 1, 8, 2),
  subject('izo', 'Изобразително изкуство', 1, 8, 2),
  subject('tex', 'Технологии и предприемачество', 1, 8, 1),
  subject('fvs', 'Физическо възпитание и спорт', 1, 12, 3),
  subject('chk', 'Час на класа', 1, 12, 1),
];
