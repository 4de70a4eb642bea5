import { type AddSchoolRoute, nothing } from '../../api/index.ts';
import type { NamesOf } from '../today/names.ts';
import { changeChoices, readChoices } from './choices.ts';
import { Choices, ChoicesView } from './schema.ts';

/** Limits of the selections and budgets of excuses: all who work with them see them, who signs changes them. */
export function choiceRoutes(add: AddSchoolRoute, names: NamesOf): void {
  const shared = { tag: 'lessons', url: '/attendance-settings' } as const;

  add({
    ...shared,
    method: 'GET',
    summary: 'Show the limits of the at-risk selections and the budgets of excuses',
    act: 'lessons.decide',
    on: 'inside',
    answer: ChoicesView,
    handle: ({ trx, school, may }) => readChoices(trx, names, school, may('month.sign')),
  });

  add({
    ...shared,
    method: 'PUT',
    summary: 'Change the limits of the at-risk selections and the budgets of excuses',
    description: 'Selections follow at once; excuses that were given stay.',
    act: 'month.sign',
    body: Choices,
    answer: nothing,
    handle: ({ trx, school, account, now, body }) => changeChoices(trx, { school, account, now }, body),
  });
}
