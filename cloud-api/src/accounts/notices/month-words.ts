import type { MonthNoticeKind } from '../tables.ts';
import type { Words } from './notice-mail.ts';

/** Notices about months and absences; `{month}`, `{count}` and `{reached}` are filled in, too. */
export const MONTH_WORDS: Readonly<Record<MonthNoticeKind, Words>> = {
  month_opened: {
    subject: {
      bg: 'Отсъствията за {month} се подават',
      ru: 'Пора подавать пропуски за {month}',
      en: 'Absences of {month} are due',
    },
    text: {
      bg: '{school}: кампанията за отсъствията за {month} е отворена до {until}.',
      ru: '{school}: подача пропусков за {month} открыта до {until}.',
      en: '{school}: the campaign for the absences of {month} is open until {until}.',
    },
  },
  month_reminder: {
    subject: {
      bg: 'Отсъствията за {month} още не са подписани',
      ru: 'Пропуски за {month} ещё не подписаны',
      en: 'Absences of {month} are not signed yet',
    },
    text: {
      bg: '{school}: отсъствията за {month} още не са подписани. Кампанията свършва на {until}.',
      ru: '{school}: пропуски за {month} ещё не подписаны. Приём закончится {until}.',
      en: '{school}: the absences of {month} are not signed yet. The campaign ends on {until}.',
    },
  },
  month_expired: {
    subject: {
      bg: 'Срокът за {month} изтече без подпис',
      ru: 'Срок за {month} истёк без подписи',
      en: 'The campaign of {month} ended without a signature',
    },
    text: {
      bg: '{school}: кампанията за отсъствията за {month} свърши и не е подписано нищо. Свържете се с РУО.',
      ru: '{school}: приём пропусков за {month} закончился, и ничего не подписано. Свяжитесь с РУО.',
      en: '{school}: the campaign for the absences of {month} has ended, and nothing is signed. Call the regional department.',
    },
  },
  declaration_due: {
    subject: {
      bg: 'Декларация „Липсват отсъствия“ за {month}',
      ru: 'Декларация «Пропусков нет» за {month}',
      en: 'Declaration “no absences” for {month}',
    },
    text: {
      bg: '{school}: за {month} няма неизвинени отсъствия. Вместо файл се подписва декларация „Липсват отсъствия“ до {until}.',
      ru: '{school}: за {month} нет пропусков без уважительной причины. Вместо файла до {until} подписывается декларация.',
      en: '{school}: nobody has unexcused absences in {month}. Instead of a file, the declaration is signed until {until}.',
    },
  },
  asp_reminder: {
    subject: {
      bg: 'Потвържденията към АСП за {month} чакат',
      ru: 'Подтверждения для АСП за {month} ждут',
      en: 'Confirmations to the agency for {month} are waiting',
    },
    text: {
      bg: '{school}: списъкът на АСП за {month} още не е подписан. Кампанията свършва на {until}.',
      ru: '{school}: список АСП за {month} ещё не подписан. Приём закончится {until}.',
      en: '{school}: the list of the agency for {month} is not signed yet. The campaign ends on {until}.',
    },
  },
  asp_expired: {
    subject: {
      bg: 'Срокът на АСП за {month} изтече без подпис',
      ru: 'Срок АСП за {month} истёк без подписи',
      en: 'The agency’s campaign for {month} ended without a signature',
    },
    text: {
      bg: '{school}: кампанията за потвържденията към АСП за {month} свърши и не е подписано нищо. Свържете се с РУО.',
      ru: '{school}: приём подтверждений для АСП за {month} закончился, и ничего не подписано. Свяжитесь с РУО.',
      en: '{school}: the campaign of confirmations for {month} has ended, and nothing is signed. Call the regional department.',
    },
  },
  absences_reached: {
    subject: {
      bg: 'Неизвинени отсъствия за {month}: {reached}',
      ru: 'Пропуски без уважительной причины за {month}: {reached}',
      en: 'Unexcused absences in {month}: {reached}',
    },
    text: {
      bg: '{school}: ученик, за когото отговаряте, има {reached} неизвинени отсъствия за {month} (часове; в предучилищна възраст дни). При 5 часа, а в предучилищна възраст при повече от 3 дни, семейните помощи се спират за година.',
      ru: '{school}: у ученика, за которого вы отвечаете, пропущено без уважительной причины за {month}: {reached} (часы; в дошкольных группах дни). При 5 часах, а в дошкольных группах более чем при 3 днях, семейное пособие прекращается на год.',
      en: '{school}: a pupil you answer for has {reached} unexcused absences in {month} (hours; in preschool days). At 5 hours, in preschool at more than 3 days, family aid stops for a year.',
    },
    inMail: {
      bg: 'Кой е, виждате след вход.',
      ru: 'Кто это, видно после входа.',
      en: 'You see who it is after signing in.',
    },
  },
  corrections_proposed: {
    subject: {
      bg: 'Нови данни за подписания {month}',
      ru: 'Новые данные за подписанный месяц: {month}',
      en: 'New evidence about the signed {month}',
    },
    text: {
      bg: '{school}: за подписания {month} има {count} отворени предложения за поправка.',
      ru: '{school}: открытых предложений исправить подписанный месяц ({month}): {count}.',
      en: '{school}: there are {count} open corrections to the signed {month}.',
    },
  },
  signal_received: {
    subject: {
      bg: 'Нов сигнал по чл. 347 ЗПУО',
      ru: 'Новый сигнал по чл. 347 ЗПУО',
      en: 'A new signal under чл. 347 ЗПУО',
    },
    text: {
      bg: '{school}: изпратен ви е сигнал № {number} по чл. 347 ЗПУО.',
      ru: '{school}: вам направлен сигнал № {number} по чл. 347 ЗПУО.',
      en: '{school}: signal № {number} under чл. 347 ЗПУО was sent to you.',
    },
    inMail: {
      bg: 'Писмото и отговорът са след вход.',
      ru: 'Письмо и ответ доступны после входа.',
      en: 'The letter, and where to answer, are behind the sign-in.',
    },
  },
  signal_acknowledged: {
    subject: {
      bg: 'Сигнал № {number} е приет',
      ru: 'Сигнал № {number} принят',
      en: 'Signal № {number} was acknowledged',
    },
    text: {
      bg: '{school}: общината прие сигнал № {number} по чл. 347 ЗПУО.',
      ru: '{school}: муниципалитет принял сигнал № {number} по чл. 347 ЗПУО.',
      en: '{school}: the municipality has acknowledged signal № {number} under чл. 347 ЗПУО.',
    },
  },
  signal_answered: {
    subject: {
      bg: 'Отговор на сигнал № {number}',
      ru: 'Ответ на сигнал № {number}',
      en: 'Signal № {number} was answered',
    },
    text: {
      bg: '{school}: общината отговори на сигнал № {number} по чл. 347 ЗПУО.',
      ru: '{school}: муниципалитет ответил на сигнал № {number} по чл. 347 ЗПУО.',
      en: '{school}: the municipality has answered signal № {number} under чл. 347 ЗПУО.',
    },
    inMail: {
      bg: 'Отговорът е след вход.',
      ru: 'Ответ доступен после входа.',
      en: 'The answer is behind the sign-in.',
    },
  },
};
