import { Badge, Button, Group, Select, Table, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import { go } from '../use-route.ts';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { ExcuseDialog } from './excuse-dialog.tsx';
import { colorOf } from './status-look.ts';
import type { ReviewItem } from './types.ts';
import { useClasses, useDecide, useQueue } from './use-lessons.ts';

/** Everything that the gates could not say, the oldest first: look at the evidence, or decide it here. */
export function ReviewPage({ classId }: { readonly classId: string | undefined }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const classes = useClasses();
  const queue = useQueue(classId);
  const decide = useDecide();
  const [evidence, setEvidence] = useState<{ person: string; date: string }>();
  const [excusing, setExcusing] = useState<{ persons: readonly string[]; date: string }>();
  if (queue.error !== null)
    return <ErrorState message={problem(queue.error)} onRetry={() => void queue.refetch()} />;
  if (queue.data === undefined) return <LoadingState />;
  const { items, total } = queue.data;
  const nameOf = (id: string) => classes.data?.classes.find((each) => each.id === id)?.name ?? '';
  const send = (item: ReviewItem, mark: 'present' | 'absent') =>
    decide.mutate(item.lessons.map((lesson) => ({ person: item.person, day: item.date, lesson, mark })));
  return (
    <>
      <Group mb="md" align="flex-end">
        <Select
          label={t('lessons.class')}
          w={170}
          clearable
          placeholder={t('review.all')}
          value={classId ?? null}
          onChange={(id) => go('review', id ?? undefined)}
          data={(classes.data?.classes ?? []).map(({ id, name, undecided }) => ({
            value: id,
            label: undecided > 0 ? `${name} (${undecided})` : name,
          }))}
        />
        <Text c="dimmed">{t('review.hint')}</Text>
      </Group>
      {decide.error !== null && (
        <Text c="red" role="alert">
          {problem(decide.error)}
        </Text>
      )}
      {total === 0 ? (
        <EmptyState title={t('review.none')} hint={t('review.none.hint')} />
      ) : (
        <Table highlightOnHover verticalSpacing="xs">
          <Table.Tbody>
            {items.map((item) => (
              <ReviewRow
                key={`${item.person}/${item.date}`}
                item={item}
                className={nameOf(item.class)}
                busy={decide.isPending}
                onOpen={() => setEvidence({ person: item.person, date: item.date })}
                onMark={(mark) => send(item, mark)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {total > items.length && <Text c="dimmed">{t('review.more', { count: total - items.length })}</Text>}
      <EvidenceDrawer
        place={evidence}
        onClose={() => setEvidence(undefined)}
        onExcuse={(persons, date) => setExcusing({ persons, date })}
      />
      <ExcuseDialog
        asked={excusing}
        names={new Map(items.map(({ person, name }) => [person, name]))}
        onClose={() => setExcusing(undefined)}
      />
    </>
  );
}

interface RowProps {
  readonly item: ReviewItem;
  readonly className: string;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onMark: (mark: 'present' | 'absent') => void;
}

function ReviewRow({ item, className, busy, onOpen, onMark }: RowProps) {
  const { t, i18n } = useTranslation();
  const date = dayText(item.date, i18n.language, { weekday: 'short', day: 'numeric', month: 'long' });
  const causes = item.causes.length === 0 ? ['unrecorded_passage'] : item.causes;
  return (
    <Table.Tr data-testid="review">
      <Table.Td>{date}</Table.Td>
      <Table.Td>
        <Text fw={500}>{item.name}</Text>
        <Text size="sm" c="dimmed">
          {className}
        </Text>
      </Table.Td>
      <Table.Td>
        {t('review.lessons', { list: item.lessons.join(', ') })}
        <Group gap={4}>
          {causes.map((cause) => (
            <Badge key={cause} color="orange" variant="light" tt="none">
              {t(`cause.${cause}`)}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button variant="default" size="sm" onClick={onOpen}>
            {t('lessons.evidence')}
          </Button>
          {(['present', 'absent'] as const).map((mark) => (
            <Button
              key={mark}
              size="sm"
              variant="light"
              color={colorOf(mark)}
              disabled={busy}
              onClick={() => onMark(mark)}
            >
              {t(`status.${mark}`)}
            </Button>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
