import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nameOf, type PersonPage } from '../types.ts';

interface Props {
  readonly page: PersonPage;
  readonly onPerson: (id: string) => void;
}

/** Who answers for a pupil, or for whom a guardian answers; each opens their own page. */
export function RelativesSection({ page: { person, guardians, children }, onPerson }: Props) {
  const { t } = useTranslation();
  const relatives = person.kind === 'student' ? guardians : children;
  if (relatives.length === 0) return;
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t(person.kind === 'student' ? 'roster.guardians' : 'roster.children')}
      </Title>
      {relatives.map(({ guardianship, relation, person: other }) => (
        <Group key={guardianship} justify="space-between">
          <Text>
            {nameOf(other)}
            {person.kind === 'student' && ` · ${t(`relation.${relation}`)}`}
          </Text>
          <Button
            variant="default"
            onClick={() => onPerson(other.id)}
            aria-label={t('roster.open_person', { name: nameOf(other) })}
          >
            {t('roster.open')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
