import type { Dictionary } from '@vratar/ui';

/** What can go wrong when rights are given and taken, by its code. */
export const accessProblems = {
  'problem.login_invalid': {
    bg: 'Това не е имейл адрес.',
    ru: 'Это не адрес почты.',
    en: 'This is no e-mail address.',
  },
  'problem.role_known': {
    bg: 'Човекът вече има тази роля.',
    ru: 'У человека уже есть эта роль.',
    en: 'The person has this role already.',
  },
  'problem.role_person': {
    bg: 'Няма такъв човек в регистъра на училището.',
    ru: 'Такого человека нет в реестре школы.',
    en: 'There is no such person in the school’s register.',
  },
  'problem.person_account': {
    bg: 'Този човек вече има друг профил тук. Намерете го по името и дайте ролята на него.',
    ru: 'У этого человека здесь уже есть другая учётная запись. Найдите её по имени и дайте роль ей.',
    en: 'This person has another account here already. Find it by the name and give the role to that one.',
  },
  'problem.role_gone': {
    bg: 'Ролята вече е прекратена.',
    ru: 'Роль уже прекращена.',
    en: 'The role has ended already.',
  },
  'problem.too_young': {
    bg: 'Ученикът няма 14 години: дотогава влиза родителят.',
    ru: 'Ученику нет 14 лет: до тех пор входит родитель.',
    en: 'The pupil is under 14: until then the guardian has the account.',
  },
  'problem.account_unknown': {
    bg: 'Тук няма такъв профил. Човекът трябва да има свой.',
    ru: 'Такой учётной записи здесь нет. Она должна быть у самого человека.',
    en: 'There is no such account here. The person needs one of their own.',
  },
  'problem.account_unopened': {
    bg: 'Поканило го е друго училище и човекът още не е влизал. Нека първо използва онази покана.',
    ru: 'Его пригласила другая школа, и он ещё не входил. Пусть сначала примет то приглашение.',
    en: 'Another school invited the person, who has not signed in yet. Let them use that invitation first.',
  },
  'problem.account_elsewhere': {
    bg: 'Човекът има права и извън това училище: паролата си сменя сам.',
    ru: 'У человека есть права и вне этой школы: пароль он меняет сам.',
    en: 'The person also has rights elsewhere: they change their password themselves.',
  },
  'problem.account_self': {
    bg: 'Не можете да направите това със своя профил.',
    ru: 'С собственной учётной записью так сделать нельзя.',
    en: 'You cannot do this to your own account.',
  },
  'problem.period_invalid': {
    bg: 'Срокът трябва да е в бъдещето и най-много една година.',
    ru: 'Срок должен быть в будущем и не дольше года.',
    en: 'The period has to be in the future, and a year at most.',
  },
  'problem.delegation_self': {
    bg: 'Посочете друг човек, не себе си.',
    ru: 'Назовите другого человека, не себя.',
    en: 'Name another person, not yourself.',
  },
  'problem.delegation_unknown': {
    bg: 'Делегирането вече е приключило.',
    ru: 'Передача прав уже закончилась.',
    en: 'The delegation has ended already.',
  },
  'problem.token_unknown': {
    bg: 'Ключът вече е отнет.',
    ru: 'Ключ уже отозван.',
    en: 'The key is revoked already.',
  },
  'problem.trust_unknown': {
    bg: 'Доверието вече е приключило.',
    ru: 'Доверие уже закончилось.',
    en: 'The trust has ended already.',
  },
  'problem.guardianship_known': {
    bg: 'Човекът вече е вписан за това дете.',
    ru: 'Этот человек уже записан.',
    en: 'This person is entered already.',
  },
  'problem.session_unknown': {
    bg: 'Сесията вече е свършила.',
    ru: 'Сеанс уже закончился.',
    en: 'The session has ended already.',
  },
  'problem.identity_last': {
    bg: 'Това е единственият ви начин за вход. Първо поискайте от училището връзка за парола.',
    ru: 'Это ваш единственный способ входа. Сначала попросите у школы ссылку для пароля.',
    en: 'This is your only way in. Ask the school for a link to set a password first.',
  },
} satisfies Dictionary;
