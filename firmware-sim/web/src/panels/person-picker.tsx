import { Badge, Chip, Group, Paper, Select, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardPerson } from '../../../src/board/schema.ts';
import { findPeople, findPerson } from '../api.ts';
import { type Choice, PHONE, STRANGE_CARD } from '../choice.ts';

const SHOWN = 50;
const WHERE_EVERY_MS = 1500;
const OTHER = 'other';

/** Who comes to the lane, and with what in the hand. */
export function PersonPicker({
  choice,
  onChoose,
}: {
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 200);
  const { data } = useQuery({ queryKey: ['people', wanted], queryFn: () => findPeople(wanted, SHOWN) });
  const { person, card } = choice;
  const { data: fresh } = useQuery({
    queryKey: ['person', person?.id],
    queryFn: () => findPerson(person!.id),
    enabled: person !== undefined,
    refetchInterval: WHERE_EVERY_MS,
  });
  const where = fresh?.id === person?.id ? fresh?.now : person?.now;
  const found = withChosen(data?.people ?? [], person);
  const cards = person?.cards ?? [];
  const written = card !== PHONE && card !== STRANGE_CARD && !cards.some(({ uid }) => uid === card);

  return (
    <Paper component="section" withBorder p="md" aria-label={t('pick.title')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t('pick.title')}
          </Title>
          {where !== undefined && (
            <Badge color={where === 'inside' ? 'gate' : 'gray'} tt="none">
              {t(`where.${where}`)}
            </Badge>
          )}
        </Group>
        <Select
          searchable
          clearable
          aria-label={t('pick.search')}
          placeholder={t('pick.nobody')}
          nothingFoundMessage={t('pick.none')}
          data={found.map(({ id, label }) => ({ value: id, label }))}
          value={person?.id ?? null}
          onSearchChange={setSearch}
          filter={({ options }) => options}
          onChange={(id) => {
            const chosen = found.find((each) => each.id === id);
            onChoose({ person: chosen, card: chosen?.cards[0]?.uid ?? STRANGE_CARD });
          }}
        />
        <Chip.Group
          value={written ? OTHER : card}
          onChange={(value) => onChoose({ person, card: String(value) })}
        >
          <Group gap={6} role="radiogroup" aria-label={t('pick.holds')}>
            {cards.map(({ uid, state }) => (
              <Chip key={uid} value={uid} color={state === 'issued' ? 'gate' : 'orange'}>
                {t(`card.${state}`)}
              </Chip>
            ))}
            <Chip value={STRANGE_CARD} color="orange">
              {t('pick.strange')}
            </Chip>
            <Chip value={PHONE} color="orange">
              {t('pick.phone')}
            </Chip>
          </Group>
        </Chip.Group>
        <TextInput
          label={t('pick.number')}
          description={t('pick.numberHint')}
          value={card === PHONE ? '' : card}
          onChange={(event) => onChoose({ person, card: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
        />
      </Stack>
    </Paper>
  );
}

/** The chosen person stays in the list whatever is searched. */
function withChosen(people: readonly BoardPerson[], chosen: BoardPerson | undefined): readonly BoardPerson[] {
  if (chosen === undefined || people.some(({ id }) => id === chosen.id)) return people;
  return [chosen, ...people];
}
