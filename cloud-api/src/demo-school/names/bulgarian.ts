import type { Random } from '../random.ts';
import type { NameParts, Sex } from './name-parts.ts';

const FIRST: Readonly<Record<Sex, string>> = {
  m: `Александър Георги Димитър Иван Мартин Никола Борис Виктор Калоян Стефан Петър Николай Теодор Даниел Кристиян
    Атанас Васил Христо Тодор Симеон Божидар Асен Емил Любомир Огнян Пламен Радослав Станислав Филип Явор Йоан Михаил
    Андрей Антон Венцислав Владимир Захари Илия Камен Момчил Павел Румен Светослав Цветан`,
  f: `Мария Виктория Никол Рая Дария Елена София Александра Йоана Габриела Симона Ивана Теодора Божидара Анна Ева
    Кристина Деница Десислава Радостина Петя Надежда Яна Стефания Моника Цветелина Боряна Вяра Гергана Диана Жана
    Златина Ирина Калина Лилия Магдалена Невена Пламена Ралица Силвия Таня Христина Юлия Биляна`,
};

/** Fathers' names, masculine. */
const MIDDLE = `Александров Георгиев Димитров Иванов Мартинов Николов Борисов Викторов Калоянов Стефанов Петров Николаев
  Тодоров Данаилов Атанасов Василев Христов Симеонов Божидаров Асенов Емилов Огнянов Пламенов Радославов Станиславов
  Филипов Йорданов Михайлов Андреев Антонов Владимиров Захариев Илиев Каменов Павлов Руменов Цветанов Стоянов Колев
  Ангелов Манолов Кирилов Методиев`;

const FAMILY = `Иванов Георгиев Димитров Петров Николов Стоянов Христов Тодоров Илиев Василев Атанасов Ангелов Колев
  Йорданов Марков Попов Кръстев Костов Павлов Митев Симеонов Костадинов Маринов Борисов Цветков Петков Благоев Алексиев
  Савов Генчев Русев Минчев Радев Кирилов Стефанов Пенев Здравков Добрев Вълков Тонев Гаврилов Лазаров Панайотов Янев
  Бояджиев Калайджиев Терзиев Касабов Чолаков Дойчинов Хаджиев Балкански Преславски Търновски Родопски Планински`;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const FIRST_WORDS = { m: words(FIRST.m), f: words(FIRST.f) };
const [MIDDLE_WORDS, FAMILY_WORDS] = [words(MIDDLE), words(FAMILY)];

export function bulgarianName(random: Random, sex: Sex, family?: string): NameParts {
  return {
    first: random.pick(FIRST_WORDS[sex]),
    middle: inflect(random.pick(MIDDLE_WORDS), sex),
    last: inflect(family ?? bulgarianFamily(random), sex),
  };
}

/** A family's name in the masculine form; children and parents share it. */
export const bulgarianFamily = (random: Random): string => random.pick(FAMILY_WORDS);

function inflect(masculine: string, sex: Sex): string {
  if (sex === 'm') return masculine;
  return masculine.endsWith('и') ? `${masculine.slice(0, -1)}а` : `${masculine}а`;
}
