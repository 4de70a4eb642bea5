import { Group, List, Text } from '@mantine/core';
import { ConfirmButton, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import { dayText } from '../dates.ts';
import type { ExcuseView } from './types.ts';
import { useWithdrawExcuse } from './use-lessons.ts';

interface Props {
  readonly excuses: readonly ExcuseView[];
  readonly timezone: string;
}

/** Without a document they are decisions: closed with the signature of the month. */
const WORD_ALONE: readonly ExcuseView['kind'][] = ['family', 'other'];

/** Excuses with who entered them; what was taken back stays, struck through. */
export function ExcuseList({ excuses, timezone }: Props) {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const withdraw = useWithdrawExcuse();
  const day = (date: string) =>
    dayText(date, i18n.language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  return (
    <>
      {withdraw.error !== null && (
        <Text c="red" role="alert">
          {problem(withdraw.error)}
        </Text>
      )}
      <List>
        {excuses.map((excuse) => (
          <List.Item key={excuse.id}>
            <Group gap="sm">
              <Text {...(excuse.withdrawnAt === undefined ? {} : { td: 'line-through', c: 'dimmed' })}>
                <b>{t(`reason.${excuse.kind}`)}</b>, {day(excuse.firstDay)}
                {excuse.firstDay !== excuse.lastDay && ` – ${day(excuse.lastDay)}`}
                {excuse.number !== '' && ` · ${t('excuse.number')} ${excuse.number}`}
                {excuse.note !== '' && ` · ${excuse.note}`} ·{' '}
                <AuthorText by={excuse.by} at={excuse.at} timezone={timezone} />
              </Text>
              {excuse.withdrawnAt === undefined && (
                <ConfirmButton
                  size="compact-sm"
                  variant="subtle"
                  question={t(
                    WORD_ALONE.includes(excuse.kind)
                      ? 'excuse.withdraw.question.word'
                      : 'excuse.withdraw.question',
                  )}
                  onConfirm={() => withdraw.mutate(excuse.id)}
                >
                  {t('excuse.withdraw')}
                </ConfirmButton>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </>
  );
}
