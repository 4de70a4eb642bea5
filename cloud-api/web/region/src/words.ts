import type { Dictionary } from '@vratar/ui';

/** Words of the region's page. */
export const words = {
  'region.title': { bg: 'Училищата в областта', ru: 'Школы области', en: 'Schools of the region' },
  'region.region': { bg: 'Област', ru: 'Область', en: 'Region' },
  'region.none': {
    bg: 'Тук няма нищо за вас',
    ru: 'Здесь для вас ничего нет',
    en: 'There is nothing here for you',
  },
  'region.none_hint': {
    bg: 'Тази страница е за регионалното управление на образованието.',
    ru: 'Эта страница для регионального управления образования.',
    en: 'This page is for the regional department of education.',
  },
  'region.no_schools': { bg: 'Още няма училища', ru: 'Школ ещё нет', en: 'There are no schools yet' },
  'region.today': {
    bg: 'Дошли: {{day}}, досега.',
    ru: 'Пришли: {{day}}, на данный момент.',
    en: 'Came: {{day}}, so far.',
  },
  'region.risk_as_of': {
    bg: 'В риск и отпадащи (преброени {{day}}).',
    ru: 'Группа риска и отсев (подсчитано {{day}}).',
    en: 'At risk and dropping out: counted {{day}}.',
  },
  'region.risk_not_yet': {
    bg: 'Учениците в риск още не са преброени; това става всяка нощ.',
    ru: 'Ученики группы риска ещё не подсчитаны; это делается каждую ночь.',
    en: 'Pupils at risk are not counted yet; that is done every night.',
  },
  'region.hidden_hint': {
    bg: 'С ··· са скрити бройки, от които може да се познаят по-малко от пет ученици. Имена тук няма.',
    ru: 'Знаком ··· скрыты числа, по которым можно узнать о менее чем пяти учениках. Имён здесь нет.',
    en: 'Where a number would tell of fewer than five pupils, ··· stands in its place. There are no names here.',
  },
  'region.hidden': { bg: 'скрито: малко ученици', ru: 'скрыто: мало учеников', en: 'hidden: few pupils' },
  'region.school': { bg: 'Училище', ru: 'Школа', en: 'School' },
  'region.gateways': { bg: 'Шлюзове', ru: 'Шлюзы', en: 'Gateways' },
  'region.last_month': { bg: 'Миналия месец', ru: 'Прошлый месяц', en: 'Last month' },
  'measure.pupils': { bg: 'Ученици', ru: 'Ученики', en: 'Pupils' },
  'measure.withCard': { bg: 'С карта', ru: 'С картой', en: 'With a card' },
  'measure.passOnlyCards': { bg: 'Карти без име', ru: 'Карты без имени', en: 'Cards without a name' },
  'measure.seenToday': { bg: 'Дошли днес', ru: 'Пришли сегодня', en: 'Came today' },
  'measure.atRisk': { bg: 'В риск', ru: 'Группа риска', en: 'At risk' },
  'measure.droppingOut': { bg: 'Отпадащи', ru: 'Отсев', en: 'Dropping out' },
  'month.none': { bg: 'не е започнат', ru: 'не начат', en: 'not begun' },
  'month.draft': { bg: 'в работа', ru: 'открыт', en: 'in work' },
  'month.checked': { bg: 'проверен', ru: 'отмечен классами', en: 'checked' },
  'month.generated': { bg: 'файлът е готов', ru: 'файл готов', en: 'file made' },
  'month.imported': { bg: 'внесен, неподписан', ru: 'загружен, ещё не подписан', en: 'imported, not signed' },
  'month.signed': { bg: 'подписан', ru: 'подписан', en: 'signed' },
  'month.declared': { bg: 'деклариран', ru: 'заявлено: пропусков нет', en: 'declared' },
  'month.final': { bg: 'окончателен', ru: 'окончательный', en: 'final' },
  'month.expired': { bg: 'срокът изтече', ru: 'истёк без подписи', en: 'ran out' },
  'problem.unreachable': {
    bg: 'Няма отговор. Опитайте отново.',
    ru: 'Нет ответа. Попробуйте ещё раз.',
    en: 'No answer. Try again.',
  },
  'problem.not_permitted': {
    bg: 'Нямате право на това.',
    ru: 'У вас нет на это права.',
    en: 'You may not do this.',
  },
} satisfies Dictionary;
