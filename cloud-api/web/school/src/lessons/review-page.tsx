import { Badge, Button, Group, Select, Table, Text } from '@mantine/core';
import { EmptyState, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import { go } from '../use-route.ts';
import './class-grid.css';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { ExcuseDialog } from './excuse-dialog.tsx';
import { colorOf } from './status-look.ts';
import type { ReviewItem } from './types.ts';
import { useClasses, useDecide, useQueue } from './use-lessons.ts';

type Mark = 'present' | 'late' | 'absent';

/** By place on the keyboard, the same as in the grid. */
const MARKS: Readonly<Record<string, Mark>> = { KeyP: 'present', KeyL: 'late', KeyA: 'absent' };

/** Everything that the gates could not say, the oldest first: look at the evidence, or decide it here. */
export function ReviewPage({ classId }: { readonly classId: string | undefined }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const classes = useClasses();
  const queue = useQueue(classId);
  const decide = useDecide();
  const [evidence, setEvidence] = useState<{ person: string; date: string }>();
  const rows = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  /** Keys decide: the keyboard goes on with the next one, whatever has left the list. */
  const byKeys = useRef(false);
  useEffect(() => {
    if (queue.data === undefined || !byKeys.current) return;
    byKeys.current = false;
    const left = rows.current?.querySelectorAll<HTMLElement>('[data-testid=review]');
    left?.[Math.min(at, left.length - 1)]?.focus();
  }, [queue.data, at]);
  const [excusing, setExcusing] = useState<{ persons: readonly string[]; date: string }>();
  if (queue.error !== null)
    return <ErrorState message={problem(queue.error)} onRetry={() => void queue.refetch()} />;
  if (queue.data === undefined) return <LoadingState />;
  const { items, total } = queue.data;
  const nameOf = (id: string) => classes.data?.classes.find((each) => each.id === id)?.name ?? '';
  const send = (item: ReviewItem, mark: Mark) =>
    decide.mutate(
      item.lessons.map((lesson) => ({ person: item.person, day: item.date, lesson, mark })),
      {
        onError: () => {
          byKeys.current = false;
        },
      },
    );
  const here = Math.min(at, items.length - 1);
  const goTo = (row: number) => {
    const next = Math.max(0, Math.min(items.length - 1, row));
    setAt(next);
    rows.current?.querySelectorAll<HTMLElement>('[data-testid=review]')[next]?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const item = items[here];
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = MARKS[event.code];
    // Enter on a button presses the button.
    const onRow = event.target instanceof HTMLTableRowElement;
    if (event.key === 'ArrowDown') goTo(here + 1);
    else if (event.key === 'ArrowUp') goTo(here - 1);
    else if (event.key === 'Enter' && onRow) setEvidence({ person: item.person, date: item.date });
    else if (event.code === 'KeyE') setExcusing({ persons: [item.person], date: item.date });
    // A key that is held down decides one pupil, not one after the other.
    else if (mark !== undefined && !decide.isPending && !event.repeat) {
      byKeys.current = true;
      send(item, mark);
    } else return;
    event.preventDefault();
  };
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
        <Text c="dimmed">
          {t('review.hint')} <span className="keys">{t('review.keys')}</span>
        </Text>
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
          <Table.Tbody ref={rows} onKeyDown={onKey}>
            {items.map((item, row) => (
              <ReviewRow
                key={`${item.person}/${item.date}`}
                item={item}
                className={nameOf(item.class)}
                busy={decide.isPending}
                current={row === here}
                onFocus={() => setAt(row)}
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
  /** Where the keyboard is. */
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onMark: (mark: Mark) => void;
}

function ReviewRow({ item, className, busy, current, onFocus, onOpen, onMark }: RowProps) {
  const { t, i18n } = useTranslation();
  const date = dayText(item.date, i18n.language, { weekday: 'short', day: 'numeric', month: 'long' });
  const causes = item.causes.length === 0 ? ['unrecorded_passage'] : item.causes;
  return (
    <Table.Tr data-testid="review" className="review-row" tabIndex={current ? 0 : -1} onFocus={onFocus}>
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
        <Group gap="xs" justify="flex-end" className="review-acts">
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
