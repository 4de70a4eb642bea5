import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsentSection } from '../consent/consent-section.tsx';
import { DetailsSection } from '../roster/details-section.tsx';
import { RelativesSection } from '../roster/relatives-section.tsx';
import { RosterSection } from '../roster/roster-section.tsx';
import { StateBadge } from '../state-badge.tsx';
import { type HeldCard, nameOf, type PersonPage } from '../types.ts';
import { CardActs } from './card-acts.tsx';
import { IssueDialog } from './issue-dialog.tsx';

interface Props {
  readonly id: string;
  readonly onPerson: (id: string) => void;
  readonly onErased: () => void;
}

/** A person with the cards that they have and had, and what the registers hold of them. */
export function PersonPanel({ id, onPerson, onErased }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [issuing, setIssuing] = useState<'named' | 'unnamed'>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => callApi<PersonPage>('GET', `/people/${id}`, undefined, { signal }),
    retry: false,
  });
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={text(error)} onRetry={() => void refetch()} />;
  const { person, cards, birthDate } = data;
  const mayHold = person.kind !== 'guardian' && person.tracking === 'full';
  return (
    <Paper withBorder p="lg">
      <Stack>
        <Group justify="space-between">
          <Stack gap={0}>
            <Title order={2} size="h3">
              {nameOf(person)}
            </Title>
            <Text c="dimmed">
              {t(`person.${person.kind}`)}
              {person.class && ` · ${person.class.name}`} ·{' '}
              {t('person.account', { number: person.accountNo })}
            </Text>
          </Stack>
          {mayHold && <Button onClick={() => setIssuing('named')}>{t('act.issue_card')}</Button>}
        </Group>
        {person.tracking === 'pass_only' && (
          <Alert color="blue">
            <Stack align="flex-start">
              <Text>{t('person.pass_only')}</Text>
              <Button variant="default" onClick={() => setIssuing('unnamed')}>
                {t('act.issue_unnamed')}
              </Button>
            </Stack>
          </Alert>
        )}
        {person.kind === 'guardian' ? undefined : cards.length === 0 ? (
          <EmptyState title={t('person.no_cards')} hint={mayHold ? t('person.no_cards_hint') : undefined} />
        ) : (
          cards.map((card) => <Held key={`${card.credential} ${card.from}`} card={card} person={person.id} />)
        )}
        <DetailsSection page={data} onErased={onErased} />
        <RelativesSection page={data} onPerson={onPerson} />
        {person.kind !== 'guardian' && <RosterSection page={data} />}
        {person.kind === 'student' && <ConsentSection person={person.id} birthDate={birthDate} />}
        {issuing !== undefined && (
          <IssueDialog
            {...(issuing === 'named' ? { person } : { unnamed: true })}
            onClose={() => setIssuing(undefined)}
          />
        )}
      </Stack>
    </Paper>
  );
}

function Held({ card, person }: { readonly card: HeldCard; readonly person: string }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const now = card.ended === undefined;
  return (
    <Paper withBorder p="md" {...(now ? {} : { bg: 'var(--mantine-color-default-hover)' })}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Stack gap={0}>
            <Text fw={600}>
              {t(`type.${card.type}`)} {card.label}
              {card.kind === 'temporary' && ` · ${t('kind.temporary')}`}
            </Text>
            <Text c="dimmed">
              {t('card.since', { moment: moment(card.from) })}
              {card.ended !== undefined && `, ${t('card.until', { moment: moment(card.ended) })}`}
              {now && card.until !== undefined && `, ${t('card.until', { moment: moment(card.until) })}`}
            </Text>
          </Stack>
          <StateBadge state={card.state} />
        </Group>
        {(now || card.state === 'lost' || card.state === 'blocked') && (
          <CardActs
            card={{ id: card.credential, state: card.state, label: card.label }}
            kind={card.kind}
            person={person}
          />
        )}
      </Stack>
    </Paper>
  );
}
