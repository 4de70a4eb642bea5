import type { Dictionary } from '@vratar/ui';

/** Words of the list of notices; each notice is a sentence of the server. */
export const noticeWords = {
  'notices.none': { bg: 'Няма известия', ru: 'Уведомлений нет', en: 'No notices' },
  'notices.none_new': { bg: 'Няма нови известия', ru: 'Новых уведомлений нет', en: 'Nothing new' },
  'notices.new': { bg: 'ново', ru: 'новое', en: 'new' },
  'notices.all': { bg: 'Всички', ru: 'Все', en: 'All' },
  'notices.only_new': { bg: 'Нови', ru: 'Новые', en: 'New' },
  'notices.seen': { bg: 'Прочетено', ru: 'Прочитано', en: 'Mark as read' },
  'notices.all_seen': {
    bg: 'Отбележи всички като прочетени',
    ru: 'Отметить все прочитанными',
    en: 'Mark all as read',
  },
  'notices.open': { bg: 'Отвори', ru: 'Открыть', en: 'Open' },
} satisfies Dictionary;
