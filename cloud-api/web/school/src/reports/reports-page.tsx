import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { LANGUAGE_CHOICES, type Language, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../dates.ts';
import { useClasses } from '../lessons/use-lessons.ts';
import { MonthSelect } from '../month/month-select.tsx';
import { useClassMonth } from '../month/use-months.ts';
import { type Asked, FORMATS, KINDS, type Kind, reportUrl } from './report-url.ts';
import { useDownload } from './use-download.ts';

/** Reports to take away: what, about whom and when, in which language and form. */
export function ReportsPage({
  kind: asked,
  wholeSchool,
}: {
  readonly kind: string | undefined;
  readonly wholeSchool: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const current = today.slice(0, 7);
  const [wish, setWish] = useState<Asked>(() => ({
    kind: KINDS.find(({ kind }) => kind === asked)?.kind ?? 'register',
    month: addMonths(current, -1),
    day: today,
    selection: 'risk',
    language: i18n.language as Language,
    format: 'pdf',
  }));
  const set = (change: Partial<Asked>) => setWish((before) => ({ ...before, ...change }));
  const classes = useClasses().data?.classes ?? [];
  const needs = KINDS.find(({ kind }) => kind === wish.kind) ?? KINDS[0];
  // A homeroom teacher takes reports of the own class; the whole school is the principal's.
  const classId = wish.class ?? (needs.class === 'one' || !wholeSchool ? classes[0]?.id : undefined);
  const pupils = useClassMonth(wish.month, wish.kind === 'person' ? classId : undefined).data?.pupils ?? [];
  const person = pupils.some((pupil) => pupil.person === wish.person) ? wish.person : pupils[0]?.person;
  const download = useDownload();
  const filled = { ...wish, class: classId, person };
  const ready =
    (needs.class === 'any' || classId !== undefined) && (wish.kind !== 'person' || person !== undefined);
  const everyone =
    needs.class === 'any' && wholeSchool ? [{ value: '', label: t('reports.whole_school') }] : [];
  const months = Array.from({ length: 12 }, (_, index) => addMonths(current, -index));
  return (
    <Stack maw={760}>
      <Select
        label={t('reports.kind')}
        allowDeselect={false}
        value={wish.kind}
        onChange={(kind) => set({ kind: kind as Kind })}
        data={KINDS.map(({ kind }) => ({ value: kind, label: t(`report.${kind}`) }))}
      />
      <Text c="dimmed">{t(`report.${wish.kind}.hint`)}</Text>
      <Group align="flex-end">
        <Select
          label={t('lessons.class')}
          w={190}
          allowDeselect={false}
          value={classId ?? ''}
          onChange={(value) => set({ class: value === '' || value === null ? undefined : value })}
          data={[...everyone, ...classes.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {wish.kind === 'person' && (
          <Select
            label={t('lessons.pupil')}
            w={320}
            searchable
            allowDeselect={false}
            value={person ?? null}
            onChange={(value) => value !== null && set({ person: value })}
            data={pupils.map(({ person: id, name }) => ({ value: id, label: name }))}
          />
        )}
        {needs.of === 'month' ? (
          <MonthSelect months={months} value={wish.month} onChange={(month) => set({ month })} />
        ) : (
          <TextInput
            type="date"
            required
            label={t(wish.kind === 'week' ? 'reports.week_of' : 'reports.day')}
            value={wish.day}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
        )}
        {wish.kind === 'at-risk' && (
          <SegmentedControl
            value={wish.selection}
            onChange={(selection) => set({ selection: selection as Asked['selection'] })}
            data={(['risk', 'dropout'] as const).map((value) => ({ value, label: t(`signals.${value}`) }))}
          />
        )}
      </Group>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('reports.language')}
          value={wish.language}
          onChange={(language) => set({ language: language as Language })}
          data={LANGUAGE_CHOICES}
        />
        <SegmentedControl
          aria-label={t('reports.format')}
          value={wish.format}
          onChange={(format) => set({ format: format as Asked['format'] })}
          data={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
        />
        <Button
          disabled={!ready || wish.day === ''}
          loading={download.isPending}
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => download.mutate(reportUrl(filled))}
        >
          {t('reports.download')}
        </Button>
      </Group>
      {download.error !== null && (
        <Alert color="red" role="alert">
          {problem(download.error)}
        </Alert>
      )}
      {download.data !== undefined && (
        <Text role="status" c="dimmed">
          {t('reports.taken', { name: download.data })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('reports.logged')}
      </Text>
    </Stack>
  );
}
