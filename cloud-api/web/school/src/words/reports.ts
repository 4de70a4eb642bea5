import type { Dictionary } from '@vratar/ui';

/** Words of the page of reports. */
export const reportWords = {
  'app.reports': { bg: 'Справки', ru: 'Отчёты', en: 'Reports' },
  'reports.kind': { bg: 'Справка', ru: 'Отчёт', en: 'Report' },
  'report.register': { bg: 'Дневник на класа', ru: 'Журнал класса', en: 'Class register' },
  'report.register.hint': {
    bg: 'Всеки ученик по дни: отсъствия и закъснения за месеца.',
    ru: 'Каждый ученик по дням: пропуски и опоздания за месяц.',
    en: 'Each pupil day by day: absences and latenesses of the month.',
  },
  'report.month': { bg: 'Отсъствия за месеца', ru: 'Пропуски за месяц', en: 'Absences of the month' },
  'report.month.hint': {
    bg: 'Един ред на ученик: извинени, неизвинени, закъснения, нерешени.',
    ru: 'Строка на ученика: уважительные, без уважительной, опоздания, не решено.',
    en: 'One row a pupil: excused, unexcused, late, undecided.',
  },
  'report.person': { bg: 'Месец на ученик', ru: 'Месяц ученика', en: 'Month of a pupil' },
  'report.person.hint': {
    bg: 'Влизане, излизане и всеки час от месеца на един ученик.',
    ru: 'Приход, уход и каждый урок месяца одного ученика.',
    en: 'Arrivals, departures and every lesson of one pupil’s month.',
  },
  'report.day': { bg: 'Присъствие за ден', ru: 'Присутствие за день', en: 'Presence of a day' },
  'report.day.hint': {
    bg: 'Кой кога е дошъл и си е тръгнал, и колко време е бил в училище.',
    ru: 'Кто когда пришёл и ушёл и сколько времени был в школе.',
    en: 'Who came and left when, and how long they were in school.',
  },
  'report.week': { bg: 'Присъствие за седмица', ru: 'Присутствие за неделю', en: 'Presence of a week' },
  'report.week.hint': {
    bg: 'Времето в училище от понеделник до неделя.',
    ru: 'Время в школе с понедельника по воскресенье.',
    en: 'Time in school from Monday to Sunday.',
  },
  'report.at-risk': { bg: 'Ученици в риск', ru: 'Ученики в группе риска', en: 'Pupils at risk' },
  'report.at-risk.hint': {
    bg: 'Над праговете на училището от началото на учебната година.',
    ru: 'Выше порогов школы с начала учебного года.',
    en: 'Above the limits of the school since the school year began.',
  },
  'reports.whole_school': { bg: 'Цялото училище', ru: 'Вся школа', en: 'The whole school' },
  'reports.day': { bg: 'Ден', ru: 'День', en: 'Day' },
  'reports.week_of': { bg: 'Седмицата на', ru: 'Неделя, в которой', en: 'The week of' },
  'reports.language': { bg: 'Език на справката', ru: 'Язык отчёта', en: 'Language of the report' },
  'reports.format': { bg: 'Формат', ru: 'Формат', en: 'Format' },
  'reports.download': { bg: 'Изтегли', ru: 'Скачать', en: 'Download' },
  'reports.taken': { bg: 'Изтеглено: {{name}}', ru: 'Скачано: {{name}}', en: 'Downloaded: {{name}}' },
  'reports.logged': {
    bg: 'В справките има имена. Всяко изтегляне се записва; PDF носи номера на записа.',
    ru: 'В отчётах есть имена. Каждое скачивание записывается; на PDF стоит номер записи.',
    en: 'Reports hold names. Each download is logged; a PDF bears the number of the entry.',
  },
} satisfies Dictionary;
