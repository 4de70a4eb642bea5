import type { Random } from '../random.ts';
import type { NameParts, Sex } from './name-parts.ts';

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const FIRST = {
  m: words(`Александр Артём Максим Михаил Иван Дмитрий Кирилл Матвей Роман Фёдор Лев Егор Тимофей Алексей Глеб Илья
    Никита Сергей Пётр Семён`),
  f: words(`София Анна Мария Ева Виктория Алиса Полина Варвара Екатерина Ксения Дарья Вероника Татьяна Ольга Елизавета
    Наталья Юлия Зоя Ульяна Вера`),
};

/** Fathers' names, in both forms: they do not follow one rule. */
const MIDDLE = words(`Александрович/Александровна Иванович/Ивановна Дмитриевич/Дмитриевна Сергеевич/Сергеевна
  Андреевич/Андреевна Алексеевич/Алексеевна Павлович/Павловна Николаевич/Николаевна Владимирович/Владимировна
  Ильич/Ильинична Фёдорович/Фёдоровна Михайлович/Михайловна`).map(
  (pair) => pair.split('/') as [string, string],
);

const FAMILY = words(`Смирнов/Смирнова Кузнецов/Кузнецова Соколов/Соколова Лебедев/Лебедева Новиков/Новикова
  Морозов/Морозова Волков/Волкова Зайцев/Зайцева Соловьёв/Соловьёва Голубев/Голубева Белов/Белова Крылов/Крылова
  Толстой/Толстая Чайковский/Чайковская Невский/Невская`).map((pair) => pair.split('/') as [string, string]);

export function russianName(random: Random, sex: Sex, family?: readonly [string, string]): NameParts {
  const form = sex === 'm' ? 0 : 1;
  return {
    first: random.pick(FIRST[sex]),
    middle: random.pick(MIDDLE)[form],
    last: (family ?? russianFamily(random))[form],
  };
}

/** A family's name in the masculine and the feminine form. */
export const russianFamily = (random: Random): readonly [string, string] => random.pick(FAMILY);
