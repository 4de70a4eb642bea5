import { Alert, Anchor, Badge, Button, Group, List, Select, Stack, Table, Text, Title } from '@mantine/core';
import { ConfirmButton, EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import '../touch.css';
import { AuthorText } from '../author-text.tsx';
import { addMonths, dayText } from '../dates.ts';
import { useClasses } from '../lessons/use-lessons.ts';
import { go } from '../use-route.ts';
import { MonthSelect } from './month-select.tsx';
import { useRefusalText } from './refusal-text.tsx';
import { useCheckClass, useClassMonth } from './use-months.ts';

/** The month of one class, as its teacher closes it: `#class/<class>/<month>`. */
export function ClassMonthPage({ place }: { readonly place: string | undefined }) {
  const { t, i18n } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const refusal = useRefusalText();
  const classes = useClasses();
  const current = today.slice(0, 7);
  const [asked, month = addMonths(current, -1)] = place?.split('/') ?? [];
  const classId = asked ?? classes.data?.classes[0]?.id;
  const { data, error, refetch } = useClassMonth(month, classId);
  const check = useCheckClass(month, classId);
  const failed = classes.error ?? error;
  if (failed !== null) return <ErrorState message={problem(failed)} onRetry={() => void refetch()} />;
  if (classes.data !== undefined && classId === undefined)
    return <EmptyState title={t('lessons.no_class')} />;
  if (data === undefined) return <LoadingState />;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const months = Array.from({ length: 12 }, (_, index) => addMonths(current, -index));
  const open = !['signed', 'declared', 'final', 'expired'].includes(data.state);
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label={t('lessons.class')}
          w={130}
          allowDeselect={false}
          value={data.class.id}
          onChange={(id) => id !== null && go('class', `${id}/${month}`)}
          data={(classes.data?.classes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <MonthSelect months={months} value={month} onChange={(to) => go('class', `${classId}/${to}`)} />
        {data.checked === undefined ? (
          <Button disabled={!data.check.ok} loading={check.isPending} onClick={() => check.mutate(true)}>
            {t('class.check')}
          </Button>
        ) : (
          <Group>
            <Badge size="xl" tt="none">
              ✓ {t('class.checked')} ·{' '}
              <AuthorText by={data.checked.by} at={data.checked.at} timezone={data.timezone} />
            </Badge>
            {open && (
              <ConfirmButton
                variant="light"
                question={t('class.reopen.question')}
                onConfirm={() => check.mutate(false)}
              >
                {t('class.reopen')}
              </ConfirmButton>
            )}
          </Group>
        )}
      </Group>
      {data.checked === undefined && !data.check.ok && (
        <Text c="orange">
          {refusal(data.check)}{' '}
          {data.check.code === 'lessons_undecided' && (
            <Anchor className="touch-link" href={`#review/${classId}`}>
              {t('class.to_review')}
            </Anchor>
          )}
        </Text>
      )}
      {data.outdated !== undefined && (
        <Text c="orange">
          {t('class.outdated')}{' '}
          <AuthorText by={data.outdated.by} at={data.outdated.at} timezone={data.timezone} />
        </Text>
      )}
      {check.error !== null && (
        <Alert color="red" role="alert">
          {problem(check.error)}
        </Alert>
      )}
      {data.lateInMedical.length > 0 && (
        <Alert color="blue" title={t('class.late_in_medical')}>
          <List>
            {data.lateInMedical.map(({ person, name, date, lessons }) => (
              <List.Item key={`${person}/${date}`}>
                {name}, {dayText(date, i18n.language, { day: 'numeric', month: 'long' })}:{' '}
                {t('review.lessons', { list: lessons.join(', ') })}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Title order={2} size="h4">
        {t('class.totals')}
      </Title>
      {data.pupils.length === 0 ? (
        <EmptyState title={t('month.empty')} />
      ) : (
        <Table highlightOnHover verticalSpacing={6} maw={900}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lessons.pupil')}</Table.Th>
              {(['unexcused', 'lates', 'excused', 'undecided'] as const).map((name) => (
                <Table.Th key={name} ta="right">
                  {t(`month.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.pupils.map((pupil, index) => (
              <Table.Tr key={pupil.person}>
                <Table.Td>
                  <Text span c="dimmed">
                    {index + 1}.
                  </Text>{' '}
                  {pupil.name}
                </Table.Td>
                <Table.Td ta="right">
                  <Text
                    span
                    {...(pupil.unexcused >= (pupil.preschool ? 3.5 : 5) ? { c: 'red', fw: 700 } : {})}
                  >
                    {number.format(pupil.unexcused)}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{pupil.lates}</Table.Td>
                <Table.Td ta="right">{number.format(pupil.excused)}</Table.Td>
                <Table.Td ta="right">
                  <Text span {...(pupil.undecided > 0 ? { c: 'orange', fw: 700 } : {})}>
                    {pupil.undecided}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
