import { Badge, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import { DayTimeline } from './day-timeline.tsx';
import { EvidenceFacts } from './evidence-facts.tsx';
import { EvidenceLessons } from './evidence-lessons.tsx';
import { useEvidence } from './use-lessons.ts';

interface Props {
  readonly place: { readonly person: string; readonly date: string } | undefined;
  readonly onClose: () => void;
  readonly onExcuse: (persons: readonly string[], date: string) => void;
}

/** One pupil's day: what the gates saw, what they could not see, and what people decided about it. */
export function EvidenceDrawer({ place, onClose, onExcuse }: Props) {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const { data, error, isPending, refetch } = useEvidence(place?.person, place?.date);
  const shown = data?.person === place?.person && data?.date === place?.date ? data : undefined;
  return (
    <Drawer
      opened={place !== undefined}
      onClose={onClose}
      position="right"
      size={720}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={
        <Title order={2} size="h3">
          {shown?.name}
        </Title>
      }
    >
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {isPending && place !== undefined && error === null && <LoadingState />}
      {shown !== undefined && (
        <Stack>
          <Group>
            <Text fw={600}>{dayText(shown.date, i18n.language, { dateStyle: 'full' })}</Text>
            {!shown.open && (
              <Badge color="gray" tt="none" size="lg">
                {t('lessons.closed')}
              </Badge>
            )}
            {!shown.tracked && (
              <Badge color="gray" tt="none" size="lg">
                {t('status.not_tracked')}
              </Badge>
            )}
            {shown.flags.map((flag) => (
              <Badge key={flag} color="orange" variant="light" tt="none" size="lg">
                {t(`flag.${flag}`)}
              </Badge>
            ))}
          </Group>
          <DayTimeline evidence={shown} />
          <EvidenceLessons evidence={shown} />
          <Group>
            <Button variant="default" onClick={() => onExcuse([shown.person], shown.date)}>
              {t(shown.open ? 'excuse.title' : 'excuse.late')} …
            </Button>
            {!shown.open && <Text c="dimmed">{t('excuse.late.hint')}</Text>}
          </Group>
          <EvidenceFacts evidence={shown} />
        </Stack>
      )}
    </Drawer>
  );
}
