import type { Words } from '../../reports/table.ts';

/** What the copy says for itself. */
export const SAID = {
  title: {
    bg: 'Копие на личните данни',
    ru: 'Копия личных данных',
    en: 'Copy of personal data',
  },
  about: {
    bg: 'По чл. 15 от Регламент (ЕС) 2016/679: всичко, което училището държи за човека в тази система. Други хора са посочени само с роля, връзка и инициали. Времената са по часовника на училището; часовете отсъствие може да са половинки, защото закъснението е половин час.',
    ru: 'По статье 15 Регламента (ЕС) 2016/679: всё, что школа хранит о человеке в этой системе. Другие люди названы только ролью, родством и инициалами. Время указано по часам школы; часы пропусков могут быть половинными, потому что опоздание считается за полчаса.',
    en: 'Under Article 15 of Regulation (EU) 2016/679: everything that the school holds of the person in this system. Others are told by role, relation and initials only. Times are the school’s; hours of absence may be halves, because a lateness is half an hour.',
  },
  nothing: { bg: 'Нищо не се държи за', ru: 'Ничего не хранится о', en: 'Nothing is held of' },
  rights_title: { bg: 'Какво може да поискате', ru: 'Что можно потребовать', en: 'What you may ask for' },
  rights: {
    bg: 'Поправка на невярното; изтриване след напускане; ограничаване и възражение срещу обработването; оттегляне на дадено съгласие. Обърнете се към училището. Жалба се подава до Комисията за защита на личните данни (www.cpdp.bg).',
    ru: 'Исправить неверное; удалить данные после выбытия; ограничить обработку или возразить против неё; отозвать согласие. Обращайтесь в школу. Жалоба подаётся в Комиссию по защите личных данных (www.cpdp.bg).',
    en: 'Correction of what is wrong; erasure after leaving; restriction of the processing, or objecting to it; withdrawal of a consent. Ask the school. A complaint goes to the Commission for Personal Data Protection (www.cpdp.bg).',
  },
  yes: { bg: 'да', ru: 'да', en: 'yes' },
  no: { bg: 'не', ru: 'нет', en: 'no' },
} as const satisfies Readonly<Record<string, Words>>;
