import type { Dictionary } from '@vratar/ui';

/** Words about entering a school. */
export const schoolWords = {
  'school.new': { bg: 'Ново училище', ru: 'Новая школа', en: 'New school' },
  'school.enter': { bg: 'Въведи', ru: 'Ввести', en: 'Enter' },
  'school.code': { bg: 'Код по НЕИСПУО', ru: 'Код НЕИСПУО', en: 'Code in НЕИСПУО' },
  'school.code_hint': { bg: 'От 6 до 8 цифри', ru: 'От 6 до 8 цифр', en: '6 to 8 digits' },
  'school.name': { bg: 'Име', ru: 'Название', en: 'Name' },
  'school.city': { bg: 'Населено място', ru: 'Населённый пункт', en: 'Place' },
  'school.region': { bg: 'Код на областта', ru: 'Код области', en: 'Code of the region' },
  'school.region_hint': {
    bg: 'Например SOF; нова област се въвежда с училището.',
    ru: 'Например SOF; новая область вводится вместе со школой.',
    en: 'Such as SOF; a new region is entered with the school.',
  },
  'school.regionName': {
    bg: 'Име на новата област',
    ru: 'Название новой области',
    en: 'Name of the new region',
  },
  'school.language': { bg: 'Език на училището', ru: 'Язык школы', en: 'Language of the school' },
  'school.none_yet': {
    bg: 'Въведете първото училище и поканете директора му.',
    ru: 'Введите первую школу и пригласите её директора.',
    en: 'Enter the first school, and invite its principal.',
  },
  'school.correct': { bg: 'Поправи', ru: 'Исправить', en: 'Correct' },
  'school.correct_title': {
    bg: 'Поправяне: {{name}}',
    ru: 'Исправление: {{name}}',
    en: 'Correct {{name}}',
  },
  'school.save': { bg: 'Запиши', ru: 'Сохранить', en: 'Save' },
  'school.code_stays': {
    bg: 'Не се променя, щом месец е направен с него.',
    ru: 'Не меняется, как только с ним сделан месяц.',
    en: 'It stays once a month was made with it.',
  },
  'school.region_moves': {
    bg: 'Числата на училището минават към другата област веднага.',
    ru: 'Числа школы сразу переходят в другую область.',
    en: 'The school’s numbers go to the other region at once.',
  },
  'problem.school_code_used': {
    bg: 'Месец на училището вече е направен с този код: той остава.',
    ru: 'С этим кодом уже сделан месяц школы: он остаётся.',
    en: 'A month of the school was made with this code: it stays.',
  },
  'problem.school_code': {
    bg: 'Кодът има от 6 до 8 цифри.',
    ru: 'В коде от 6 до 8 цифр.',
    en: 'The code has 6 to 8 digits.',
  },
  'problem.register_unknown': {
    bg: 'Няма област с този код.',
    ru: 'Области с таким кодом нет.',
    en: 'There is no region with this code.',
  },
  'problem.school_known': {
    bg: 'Вече има училище с този код.',
    ru: 'Школа с таким кодом уже есть.',
    en: 'There is a school with this code already.',
  },
} satisfies Dictionary;
