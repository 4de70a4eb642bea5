import type { Dictionary } from '@vratar/ui';

/** Words of the frame, and what can go wrong. */
export const setupWords = {
  'setup.title': { bg: 'Настройки на училището', ru: 'Настройки школы', en: 'School setup' },
  'setup.nothing': {
    bg: 'Тук няма нищо за вас',
    ru: 'Здесь для вас ничего нет',
    en: 'There is nothing here for you',
  },
  'setup.nothing_hint': {
    bg: 'Правата в училището дава директорът.',
    ru: 'Права в школе даёт директор.',
    en: 'The principal gives rights in the school.',
  },
  'setup.classes': { bg: 'Класове', ru: 'Классы', en: 'Classes' },
  'setup.calendar': { bg: 'Календар', ru: 'Календарь', en: 'Calendar' },
  'setup.gates': { bg: 'Правила на входа', ru: 'Правила входа', en: 'Gate rules' },
  'setup.year': { bg: 'Учебна година', ru: 'Учебный год', en: 'School year' },
  'setup.edit': { bg: 'Промени', ru: 'Изменить', en: 'Edit' },
  'setup.save': { bg: 'Запази', ru: 'Сохранить', en: 'Save' },
  'setup.set': { bg: 'Задай', ru: 'Назначить', en: 'Set' },
  'setup.holds_from': { bg: 'В сила от', ru: 'Действует с', en: 'Holds from' },
  'setup.from_day': { bg: 'От {{day}}', ru: 'С {{day}}', en: 'From {{day}}' },
  'setup.take_back': { bg: 'Отмени', ru: 'Отменить', en: 'Take back' },
  'setup.take_back_question': {
    bg: 'Записът се отменя и отново важи предишният. Присъствието се пресмята наново.',
    ru: 'Запись отменяется, снова действует прежняя. Посещаемость пересчитывается.',
    en: 'The entry is taken back and the one before holds on. Attendance is computed again.',
  },
  'list.more': { bg: 'Още', ru: 'Ещё', en: 'More' },
  'problem.not_permitted': {
    bg: 'Нямате право на това в това училище.',
    ru: 'У вас нет на это права в этой школе.',
    en: 'You may not do this in this school.',
  },
  'problem.unreachable': {
    bg: 'Няма отговор. Опитайте отново.',
    ru: 'Нет ответа. Попробуйте ещё раз.',
    en: 'No answer. Try again.',
  },
  'problem.request_invalid': {
    bg: 'Нещо е попълнено неправилно. Проверете полетата.',
    ru: 'Что-то заполнено неверно. Проверьте поля.',
    en: 'Something is filled in wrongly. Check the fields.',
  },
  'problem.register_known': {
    bg: 'Вече има такова име.',
    ru: 'Такое имя уже есть.',
    en: 'There is one of this name already.',
  },
  'problem.register_used': {
    bg: 'Използва се и не може да се махне. Може да се поправи.',
    ru: 'Используется, поэтому убрать нельзя. Можно исправить.',
    en: 'Something stands on it, so it cannot be taken out. It can be corrected.',
  },
  'problem.register_unknown': {
    bg: 'Вече го няма. Отворете страницата наново.',
    ru: 'Этого уже нет. Откройте страницу заново.',
    en: 'It is no longer there. Open the page again.',
  },
  'problem.terms_overlap': {
    bg: 'Сроковете се застъпват или свършват, преди да започнат.',
    ru: 'Учебные периоды пересекаются или кончаются раньше, чем начались.',
    en: 'Terms overlap, or end before they begin.',
  },
  'problem.days_range': {
    bg: 'Няма ден за записване: проверете датите. Почивните дни се пропускат.',
    ru: 'Нет дня для записи: проверьте даты. Выходные пропускаются.',
    en: 'There is no day to enter: check the dates. Weekends are left out of holidays.',
  },
  'problem.fact_unknown': {
    bg: 'Записът вече е отменен.',
    ru: 'Запись уже отменена.',
    en: 'The entry was taken back already.',
  },
  'problem.gate_rules_past': {
    bg: 'Правилата важат най-рано от днес.',
    ru: 'Правила действуют не раньше чем с сегодняшнего дня.',
    en: 'Rules hold from today at the earliest.',
  },
} satisfies Dictionary;
