import type { Dictionary } from '@vratar/ui';

/** What can be wrong with a file, by its code. */
export const problemWords = {
  'row.import_cell_empty': { bg: 'Клетката е празна.', ru: 'Ячейка пуста.', en: 'The cell is empty.' },
  'row.import_cell_invalid': {
    bg: 'Стойността не е каквато трябва.',
    ru: 'Значение не такое, как нужно.',
    en: 'The value is not what is expected.',
  },
  'row.import_cell_too_long': {
    bg: 'Текстът е твърде дълъг.',
    ru: 'Текст слишком длинный.',
    en: 'The text is too long.',
  },
  'row.import_identifier_invalid': {
    bg: 'Идентификаторът не е верен: контролната цифра не съвпада.',
    ru: 'Идентификатор неверен: контрольная цифра не сходится.',
    en: 'The identifier is wrong: its check digit does not fit.',
  },
  'row.import_duplicate': {
    bg: 'Този човек е във файла два пъти.',
    ru: 'Этот человек в файле дважды.',
    en: 'This person is in the file twice.',
  },
  'row.import_elsewhere': {
    bg: 'Ученикът е в друго училище: преместете го, не го внасяйте.',
    ru: 'Ученик числится в другой школе: переведите его, а не импортируйте.',
    en: 'The pupil is in another school: transfer, do not import.',
  },
  'row.import_child_unknown': {
    bg: 'Няма такова дете в училището.',
    ru: 'Такого ребёнка в школе нет.',
    en: 'The school has no such child.',
  },
  'row.import_class_unknown': {
    bg: 'Няма такъв клас.',
    ru: 'Такого класса нет.',
    en: 'There is no such class.',
  },
  'row.import_lesson_twice': {
    bg: 'Два часа на един клас по едно и също време.',
    ru: 'Два урока у класса в одно время.',
    en: 'Two lessons of a class at the same time.',
  },
  'problem.import_empty': {
    bg: 'Под заглавния ред няма редове.',
    ru: 'Под заголовком нет строк.',
    en: 'The file has no rows below its header.',
  },
  'problem.import_syntax': {
    bg: 'Файлът не може да бъде прочетен. Запишете го отново като CSV или XLSX.',
    ru: 'Файл не читается. Сохраните его заново как CSV или XLSX.',
    en: 'The file cannot be read. Save it again as CSV or XLSX.',
  },
  'problem.import_too_large': {
    bg: 'Файлът е твърде голям.',
    ru: 'Файл слишком большой.',
    en: 'The file is too large.',
  },
  'problem.import_column_missing': {
    bg: 'Липсва нужна колона. Сравнете с празната таблица.',
    ru: 'Не хватает нужной колонки. Сравните с пустой таблицей.',
    en: 'A column that is needed is missing. Compare it with the empty table.',
  },
  'problem.import_column_twice': {
    bg: 'Една колона е там два пъти.',
    ru: 'Одна колонка встречается дважды.',
    en: 'A column is there twice.',
  },
  'problem.import_has_errors': {
    bg: 'Файлът има грешки; нищо не е внесено.',
    ru: 'В файле ошибки; ничего не импортировано.',
    en: 'The file has errors; nothing was imported.',
  },
  'problem.import_no_year': {
    bg: 'За този ден няма учебна година. Въведете я първо.',
    ru: 'На этот день нет учебного года. Сначала внесите его.',
    en: 'There is no school year for this day. Enter it first.',
  },
  'problem.import_used': {
    bg: 'Вече има карти или други данни върху това внасяне; не може да бъде върнато.',
    ru: 'На этом импорте уже держатся карты или другие данные; отменить нельзя.',
    en: 'Cards or other data stand on this import by now; it cannot be taken back.',
  },
  'problem.import_not_last': {
    bg: 'След него има друго внасяне от същия вид. Върнете първо него.',
    ru: 'После него был другой импорт того же вида. Сначала отмените его.',
    en: 'There is a later import of this kind. Take that one back first.',
  },
  'problem.import_undone': {
    bg: 'Това внасяне вече е върнато.',
    ru: 'Этот импорт уже отменён.',
    en: 'This import was undone already.',
  },
  'problem.body_too_large': {
    bg: 'Файлът е твърде голям.',
    ru: 'Файл слишком большой.',
    en: 'The file is too large.',
  },
} satisfies Dictionary;
