import { Command, Option } from 'commander';
import type { PersonPageView, PersonView } from '../../roster/routes/schema.ts';
import { allPages } from './all-pages.ts';
import { type DeskTools, type InPerson, inPerson } from './in-person.ts';
import { atDesk } from './options.ts';
import { printRows } from './print.ts';

const KINDS = ['student', 'staff', 'guardian'] as const;
type Kind = (typeof KINDS)[number];
interface Asked extends InPerson {
  readonly json?: boolean;
}

const COLUMNS = [
  ['account', ({ accountNo }: PersonView) => accountNo],
  ['kind', ({ kind }: PersonView) => kind],
  ['class', (person: PersonView) => person.class?.name],
  ['attendance', ({ tracking }: PersonView) => (tracking === 'full' ? 'kept' : 'refused')],
  ['name', (person: PersonView) => nameOf(person)],
] as const;

const nameOf = ({ first, middle, last }: PersonView): string =>
  [first, middle, last].filter((part) => part !== undefined).join(' ');

/** `vratar-cloud people …`: who is in the register, when the pages cannot be reached. */
export function peopleCommand(tools: DeskTools): Command {
  const list = atDesk(new Command('list'))
    .description('people of one kind, by account number')
    .addOption(new Option('--kind <kind>').choices(KINDS).default('student'))
    .action(({ kind, json = false, ...who }: Asked & { kind: Kind }) =>
      inPerson(tools, who, async ({ call }) => {
        printRows(await allPages<PersonView>(call, `/people?kind=${kind}`), COLUMNS, json);
      }),
    );
  const find = atDesk(new Command('find'))
    .description('people by the beginnings of their names; exit code 1 when there is none')
    .argument('<text...>', 'such as: ив пет')
    .action((text: string[], { json = false, ...who }: Asked) =>
      inPerson(tools, who, async ({ call }) => {
        const asked = new URLSearchParams({ text: text.join(' ') });
        const { items, more } = await call<{ items: PersonView[]; more: boolean }>(
          'GET',
          `/people/search?${asked}`,
        );
        printRows(items, COLUMNS, json);
        if (more) process.stderr.write('there are more; name more letters\n');
        if (items.length === 0) process.exitCode = 1;
      }),
    );
  const show = atDesk(new Command('show'))
    .description('one person with class, guardians or children, and cards')
    .argument('<number>', 'account number')
    .action((number: string, { json = false, ...who }: Asked) =>
      inPerson(tools, who, async ({ call, person }) => {
        const page = await call<PersonPageView>('GET', `/people/${(await person(number)).id}`);
        if (json) process.stdout.write(`${JSON.stringify(page)}\n`);
        else describe(page);
      }),
    );
  const erase = atDesk(new Command('erase'))
    .description('erase somebody who has left, for good; for whoever protects data in the school')
    .argument('<number>', 'account number')
    .action((number: string, { json = false, ...who }: Asked) =>
      inPerson(tools, who, async ({ call, person }) => {
        await call('POST', `/people/${(await person(number)).id}/erasure`, {});
        process.stdout.write(
          json
            ? `${JSON.stringify({ erased: number })}\n`
            : `${number} is erased: nothing that was sealed of them can be opened\n`,
        );
      }),
    );
  return new Command('people')
    .description('who is in the register of a school, and erasure; `import` takes whole rosters in')
    .addCommand(list)
    .addCommand(find)
    .addCommand(show)
    .addCommand(erase);
}

function describe(page: PersonPageView): void {
  printRows([page.person], COLUMNS, false);
  const line = (...parts: readonly (string | undefined)[]) =>
    process.stdout.write(`${parts.filter((part) => part !== undefined && part !== '').join('  ')}\n`);
  for (const { name, first, last } of page.enrolments) line('class', name, `${first} – ${last ?? ''}`);
  for (const { post, from, until } of page.employments) line('post', post, `${from} – ${until ?? ''}`);
  for (const { relation, person } of page.guardians)
    line('guardian', relation, person.accountNo, nameOf(person));
  for (const { person } of page.children) line('child', person.accountNo, nameOf(person));
  for (const { type, label, kind, state, from, ended } of page.cards)
    line('card', type, label, kind, ended === undefined ? state : 'no longer', `${from} – ${ended ?? ''}`);
}
