import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DAY_KINDS, type DayKind, type SchoolClass } from '../types.ts';

/** A new entry of the calendar: one day or several, of the school or of one class. */
export function DayForm({ classes }: { readonly classes: readonly SchoolClass[] }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<DayKind>('holiday');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [of, setOf] = useState<string | null>(null);
  const [asWeekday, setAsWeekday] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const add = useAct(() => {
    setFrom('');
    setTo('');
    setNote('');
  });
  const submit = () =>
    add.mutate({
      path: '/calendar-days',
      body: {
        kind,
        from,
        to: to || from,
        ...(of === null ? {} : { class: of }),
        ...(kind === 'school_day' && asWeekday !== null ? { asWeekday: Number(asWeekday) } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      },
    });
  return (
    <Stack gap="sm">
      <Group align="end">
        <Select
          label={t('calendar.kind')}
          data={DAY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind}
          onChange={(value) => value !== null && setKind(value as DayKind)}
          allowDeselect={false}
          w={230}
        />
        <TextInput
          type="date"
          label={t('calendar.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('calendar.to')}
          value={to}
          min={from}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        {kind === 'school_day' && (
          <Select
            label={t('calendar.by_weekday')}
            data={[1, 2, 3, 4, 5].map((one) => ({ value: String(one), label: t(`weekday.${one}`) }))}
            value={asWeekday}
            onChange={setAsWeekday}
            w={170}
          />
        )}
        <Select
          label={t('calendar.of')}
          placeholder={t('calendar.whole_school')}
          data={classes.map(({ id, name }) => ({ value: id, label: name }))}
          value={of}
          onChange={setOf}
          clearable
          searchable
          w={190}
        />
        <TextInput
          label={t('calendar.note')}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.currentTarget.value)}
          flex={1}
          miw={160}
        />
        <Button loading={add.isPending} disabled={from === ''} onClick={submit}>
          {t('calendar.add')}
        </Button>
      </Group>
      <ProblemAlert error={add.error} />
    </Stack>
  );
}
