import { Badge, Table, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { EmptyState } from '@vratar/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Chosen, colorOf, type PersonView, type PresenceView } from './types.ts';
import { useTimeText } from './use-time-text.ts';
import { useWhyText } from './use-why-text.ts';

interface Props {
  readonly view: PresenceView;
  readonly state: Chosen | undefined;
  readonly classId: string | undefined;
}

/** As many as a table can show without stuttering on a tablet; the search finds the others. */
const AT_MOST = 200;

/** Who they are, for those who may see names: the last to move first. */
export function PeopleList({ view, state, classId }: Props) {
  const { t, i18n } = useTranslation();
  const [wish, setWish] = useState('');
  const people = view.people ?? [];
  const shown = useMemo(
    () => choose(view, state, classId, wish, i18n.language),
    [view, state, classId, wish, i18n.language],
  );
  if (people.length === 0) return <Text c="dimmed">{t('today.no_names')}</Text>;
  return (
    <section aria-label={t('today.people')}>
      <Title order={2} size="h4" mb="xs">
        {t('today.people')}{' '}
        <Text span c="dimmed">
          {shown.length}
        </Text>
      </Title>
      <TextInput
        aria-label={t('today.search')}
        placeholder={t('today.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={wish}
        onChange={(event) => setWish(event.currentTarget.value)}
        mb="sm"
        maw={420}
      />
      {shown.length === 0 ? (
        <EmptyState title={t('today.nobody')} hint={t('today.nobody.hint')} />
      ) : (
        <Table stickyHeader highlightOnHover verticalSpacing="xs">
          <Table.Tbody>
            {shown.slice(0, AT_MOST).map((person) => (
              <PersonRow key={person.id} view={view} person={person} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function PersonRow({ view, person }: { readonly view: PresenceView; readonly person: PersonView }) {
  const { t } = useTranslation();
  const time = useTimeText(view.timezone);
  const className = view.classes.find((each) => each.id === person.class)?.name ?? '';
  const place = [person.building, person.zone].filter((part) => part !== undefined).join(' · ');
  const why = useWhyText(view);
  return (
    <Table.Tr data-testid="person">
      <Table.Td>
        <Text fw={500}>{person.name}</Text>
      </Table.Td>
      <Table.Td>{className}</Table.Td>
      <Table.Td>
        <Badge color={colorOf(person.state)} variant="light" tt="none" size="lg">
          {t(`today.${person.state}`)}
        </Badge>
      </Table.Td>
      <Table.Td>{person.since === undefined ? '' : t('today.since', { time: time(person.since) })}</Table.Td>
      <Table.Td c="dimmed">{person.why === undefined ? place : why(person.why)}</Table.Td>
    </Table.Tr>
  );
}

function isChosen(person: PersonView, state: Chosen | undefined): boolean {
  if (state === 'missing_first') return person.firstLesson === 'missing' && person.excused !== true;
  return state === undefined || person.state === state;
}

function choose(
  { people = [], classes }: PresenceView,
  state: Chosen | undefined,
  classId: string | undefined,
  wish: string,
  language: string,
): PersonView[] {
  // Who is missing is called up class by class; of all others the last to move is what one looks for.
  const inClasses = state === 'missing_first' || state === 'not_come';
  const order = new Map(classes.map(({ id }, index) => [id, index]));
  const place = ({ class: of, since }: PersonView): number =>
    inClasses ? (order.get(of ?? '') ?? classes.length) : -(since ?? 0);
  const words = wish.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  return people
    .filter((person) => isChosen(person, state))
    .filter((person) => classId === undefined || person.class === classId)
    .filter((person) => {
      const name = person.name?.toLocaleLowerCase(language) ?? '';
      return words.every((word) => name.includes(word));
    })
    .toSorted((a, b) => place(a) - place(b) || (a.name ?? '').localeCompare(b.name ?? '', language));
}
