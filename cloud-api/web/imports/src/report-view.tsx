import { Alert, Badge, Group, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChangeTable } from './change-table.tsx';
import { ProblemTable } from './problem-table.tsx';
import type { Report } from './types.ts';

interface Props {
  readonly report: Report;
  readonly file: string;
  /** Whether who is missing from the file leaves. */
  readonly removed: boolean;
}

/** Names shown before they are only counted. */
const NAMED = 10;

/** What a file would do: the counts, what is wrong, what changes, who is not in it. */
export function ReportView({ report, file, removed }: Props) {
  const { t } = useTranslation();
  const { counts, problems, changes, missing, unknownColumns } = report;
  const how = [report.format.toUpperCase(), report.encoding].filter(Boolean).join(', ');
  return (
    <Stack>
      <Stack gap={4}>
        <Title order={2} size="h3">
          {file}
        </Title>
        <Text c="dimmed">
          {how} · {t('report.rows', { count: report.rows })}
        </Text>
      </Stack>
      <Group gap="sm">
        <Count color="gate" text={t('report.added', { count: counts.added })} />
        <Count color="blue" text={t('report.changed', { count: counts.changed })} />
        <Count
          color={counts.removed > 0 ? 'orange' : 'gray'}
          text={t('report.removed', { count: counts.removed })}
        />
        <Count color="gray" text={t('report.unchanged', { count: report.unchanged })} />
        {problems.length > 0 && <Count color="red" text={t('report.problems', { count: problems.length })} />}
      </Group>
      {unknownColumns.length > 0 && (
        <Alert color="orange">{t('report.unknown', { columns: unknownColumns.join(', ') })}</Alert>
      )}
      {problems.length > 0 && (
        <Stack gap="xs">
          <Alert color="red" title={t('report.problems_title')}>
            {t('report.problems_text')}
          </Alert>
          <ProblemTable problems={problems} />
        </Stack>
      )}
      {removed && counts.removed > 0 && <Alert color="orange">{t('report.leaving')}</Alert>}
      {changes.length === 0 && problems.length === 0 && <Alert color="blue">{t('report.nothing')}</Alert>}
      {changes.length > 0 && <ChangeTable changes={changes} />}
      {missing.length > 0 && (
        <Alert color="blue" title={t('report.missing', { count: missing.length })}>
          <Text>{t('report.missing_text')}</Text>
          <List mt="xs">
            {missing.slice(0, NAMED).map((name) => (
              <List.Item key={name}>{name}</List.Item>
            ))}
          </List>
          {missing.length > NAMED && <Text>{t('report.and_more', { count: missing.length - NAMED })}</Text>}
        </Alert>
      )}
    </Stack>
  );
}

function Count({ color, text }: { readonly color: string; readonly text: string }) {
  return (
    <Badge color={color} variant="light" size="xl" tt="none">
      {text}
    </Badge>
  );
}
