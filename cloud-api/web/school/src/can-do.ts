import type { Me } from '@vratar/ui';

/** Acts of each role, as far as this page offers them; the server decides, this only leaves out what it would refuse. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  principal: [
    'presence.see',
    'names.see',
    'lessons.decide',
    'month.check',
    'month.sign',
    'asp.confirm',
    'signals.send',
  ],
  homeroom_teacher: ['presence.see', 'names.see', 'lessons.decide', 'month.check'],
  guard: ['presence.see'],
};

/** Whether the person may do an act anywhere in the school where they work now; a municipality's clerk works in none. */
export function canDo(me: Me, act: string): boolean {
  if (act === 'signals.answer') return me.grants.some(({ role }) => role === 'municipality');
  return me.grants.some(
    ({ role, school, acts, class: of }) =>
      school === me.school &&
      (role === 'delegate'
        ? acts?.includes(act) && !(act === 'month.sign' && of !== undefined)
        : ACTS[role]?.includes(act)),
  );
}
