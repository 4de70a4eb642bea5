import {
  Alert,
  Button,
  Group,
  Modal,
  Progress,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMoment, useProblemText } from '@vratar/ui';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { monthText } from '../dates.ts';
import { REASONS } from './decide-bar.tsx';
import type { ReasonName } from './types.ts';
import { type NewExcuse, useExcuse, useExcuses } from './use-lessons.ts';

interface Props {
  readonly asked: { readonly persons: readonly string[]; readonly date: string } | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

type Form = Omit<NewExcuse, 'persons'>;

/** Excuses whole days of one pupil or several: each kind asks for what the law asks for. */
export function ExcuseDialog({ asked, names, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const excuse = useExcuse();
  const [form, setForm] = useState<Form>({ kind: 'medical', firstDay: '', lastDay: '' });
  const { reset } = excuse;
  useEffect(() => {
    if (asked === undefined) return;
    reset();
    setForm({ kind: 'medical', firstDay: asked.date, lastDay: asked.date });
  }, [asked, reset]);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const persons = asked?.persons ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = Object.fromEntries(
      Object.entries(form).filter(([, value]) => value !== ''),
    ) as unknown as Form;
    excuse.mutate(
      { persons, ...filled },
      {
        onSuccess: ({ signed }) => {
          if (signed.length === 0) onClose();
        },
      },
    );
  };
  const signed = excuse.data?.signed ?? [];
  const told = signed.length > 0;
  const text = (name: 'number' | 'doctor' | 'note', more: { required?: boolean } = {}) => ({
    label: t(`excuse.${name}`),
    value: form[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
    ...more,
  });
  return (
    <Modal
      opened={asked !== undefined}
      onClose={onClose}
      title={<Text fw={700}>{t('excuse.title')}</Text>}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {told && <AfterSigning months={signed} onClose={onClose} />}
      <form onSubmit={submit} hidden={told}>
        <Stack>
          <Text>
            {persons
              .map((person) => names.get(person) ?? '')
              .filter(Boolean)
              .join('; ')}
          </Text>
          <SegmentedControl
            aria-label={t('excuse.kind')}
            fullWidth
            orientation="vertical"
            value={form.kind}
            onChange={(kind) => set({ kind: kind as ReasonName })}
            data={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          <Group grow>
            <TextInput
              type="date"
              required
              label={t('excuse.from')}
              value={form.firstDay}
              onChange={(event) => set({ firstDay: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              required
              label={t('excuse.to')}
              value={form.lastDay}
              min={form.firstDay}
              onChange={(event) => set({ lastDay: event.currentTarget.value })}
            />
          </Group>
          {form.kind === 'medical' && (
            <Group grow>
              <TextInput {...text('number', { required: true })} />
              <TextInput {...text('doctor', { required: true })} />
            </Group>
          )}
          {form.kind === 'family' && (
            <>
              {persons.length === 1 && <Budget person={persons[0] as string} />}
              <TextInput
                type="date"
                required
                label={t('excuse.filed')}
                max={today}
                value={form.filedOn ?? ''}
                onChange={(event) => set({ filedOn: event.currentTarget.value })}
              />
            </>
          )}
          {form.kind !== 'medical' && (
            <Textarea
              {...text('note', { required: form.kind !== 'other' })}
              label={t(`excuse.note.${form.kind}`)}
              description={t('excuse.no_diagnosis')}
            />
          )}
          {excuse.error !== null && (
            <Alert color="red" role="alert">
              {problem(excuse.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={excuse.isPending}>
              {t('excuse.enter', { count: persons.length })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The numbers that were signed stay: who entered the excuse learns who decides about it now. */
function AfterSigning({
  months,
  onClose,
}: {
  readonly months: readonly string[];
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  // What had the focus is hidden now.
  useEffect(() => button.current?.focus(), []);
  const list = new Intl.ListFormat(i18n.language).format(
    months.map((each) => monthText(each, i18n.language)),
  );
  return (
    <Stack>
      <Alert color="blue" role="status">
        {t('excuse.after_signing', { months: list })}
      </Alert>
      <Group justify="flex-end">
        <Button ref={button} onClick={onClose}>
          {t('app.close')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The school days that the family has used this year, at all schools, and what is left. */
function Budget({ person }: { readonly person: string }) {
  const { t } = useTranslation();
  const { data } = useExcuses(person);
  if (data === undefined) return null;
  const { used, perYear, left, atOnce } = data.budget;
  return (
    <div>
      <Text>{t('excuse.budget', { used, perYear, left, atOnce })}</Text>
      <Progress
        value={(100 * used) / Math.max(1, perYear)}
        color={left === 0 ? 'red' : 'gate'}
        size="lg"
        aria-label={t('excuse.budget', { used, perYear, left, atOnce })}
      />
    </div>
  );
}
