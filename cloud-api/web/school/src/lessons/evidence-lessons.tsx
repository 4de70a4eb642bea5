import { Badge, Button, Group, Menu, Table, Text, UnstyledButton } from '@mantine/core';
import { useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../../../today/src/use-time-text.ts';
import { AuthorText } from '../author-text.tsx';
import { REASONS } from './decide-bar.tsx';
import { colorOf } from './status-look.ts';
import type { Evidence, EvidenceLesson, StatusName } from './types.ts';
import { type Decision, useDecide } from './use-lessons.ts';

/** Each lesson: what the gates propose, what holds, who decided it before; and the buttons to decide it now. */
export function EvidenceLessons({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const decide = useDecide();
  const { person, date: day, open } = evidence;
  const undecided = evidence.lessons.filter(({ status }) => status === 'unknown');
  const send = (lessons: readonly number[], mark: Decision['mark'], reason?: Decision['reason']) =>
    decide.mutate(
      lessons.map((lesson) => ({ person, day, lesson, mark, ...(reason === undefined ? {} : { reason }) })),
    );
  return (
    <div>
      {open && undecided.length > 1 && (
        <Group mb="xs" gap="xs">
          <Text>{t('evidence.all_undecided', { count: undecided.length })}</Text>
          {(['present', 'absent'] as const).map((mark) => (
            <Button
              key={mark}
              size="sm"
              color={colorOf(mark)}
              loading={decide.isPending}
              onClick={() =>
                send(
                  undecided.map(({ n }) => n),
                  mark,
                )
              }
            >
              {t(`status.${mark}`)}
            </Button>
          ))}
        </Group>
      )}
      {decide.error !== null && (
        <Text c="red" role="alert">
          {problem(decide.error)}
        </Text>
      )}
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('evidence.lesson')}</Table.Th>
            <Table.Th>{t('evidence.proposal')}</Table.Th>
            <Table.Th>{t('evidence.holds')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.lessons.map((lesson) => (
            <LessonRow
              key={lesson.n}
              lesson={lesson}
              timezone={evidence.timezone}
              open={open}
              busy={decide.isPending}
              onMark={(mark, reason) => send([lesson.n], mark, reason)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface RowProps {
  readonly lesson: EvidenceLesson;
  readonly timezone: string;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onMark: (mark: Decision['mark'], reason?: Decision['reason']) => void;
}

function LessonRow({ lesson, timezone, open, busy, onMark }: RowProps) {
  const { t } = useTranslation();
  const time = useTimeText(timezone);
  const [unfolded, setUnfolded] = useState(false);
  const { n, start, end, subject, status, proposal, history } = lesson;
  const current = history.find(({ withdrawnAt }) => withdrawnAt === undefined);
  return (
    <>
      <Table.Tr data-testid={`lesson-${n}`}>
        <Table.Td>
          <b>{n}</b> {subject}
          <Text size="sm" c="dimmed">
            {time(start)}–{time(end)}
          </Text>
        </Table.Td>
        <Table.Td>
          <StatusBadge status={proposal} solid={false} />
        </Table.Td>
        <Table.Td>
          <StatusBadge status={status} solid={current !== undefined} />
          {history.length > 0 && (
            <UnstyledButton onClick={() => setUnfolded(!unfolded)} aria-expanded={unfolded}>
              <Text size="sm" c="blue" td="underline">
                {t('evidence.history', { count: history.length })}
              </Text>
            </UnstyledButton>
          )}
        </Table.Td>
        <Table.Td>
          {open && proposal !== 'pending' && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="sm" variant="default" loading={busy}>
                  {t('evidence.decide')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(['present', 'late', 'absent'] as const).map((mark) => (
                  <Menu.Item key={mark} onClick={() => onMark(mark)}>
                    {t(`status.${mark}`)}
                  </Menu.Item>
                ))}
                <Menu.Divider />
                {REASONS.map((reason) => (
                  <Menu.Item key={reason} onClick={() => onMark('excused', reason)}>
                    {t('status.excused')}: {t(`reason.${reason}`)}
                  </Menu.Item>
                ))}
                {current !== undefined && <Menu.Divider />}
                {current !== undefined && (
                  <Menu.Item onClick={() => onMark('undo')}>{t('lessons.undo')}</Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </Table.Td>
      </Table.Tr>
      {unfolded &&
        history.map((each) => (
          <Table.Tr key={each.at}>
            <Table.Td />
            <Table.Td colSpan={3}>
              <Text
                size="sm"
                {...(each.withdrawnAt === undefined ? {} : { c: 'dimmed', td: 'line-through' })}
              >
                {t(`status.${each.mark}`)}
                {each.reason !== undefined && ` (${t(`reason.${each.reason}`)})`} ·{' '}
                <AuthorText by={each.by} at={each.at} timezone={timezone} />
                {each.note !== '' && ` · ${each.note}`}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
    </>
  );
}

export function StatusBadge({ status, solid }: { readonly status: StatusName; readonly solid: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge color={colorOf(status)} variant={solid ? 'filled' : 'light'} tt="none" size="lg" miw="max-content">
      {t(`status.${status}`)}
    </Badge>
  );
}
