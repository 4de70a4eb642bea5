import { Alert, Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthorText } from '../author-text.tsx';
import { type Choices, type ChoicesView, useChangeSettings, useSettings } from './use-settings.ts';

const GROUPS: readonly { readonly name: string; readonly fields: readonly (keyof Choices)[] }[] = [
  { name: 'risk', fields: ['riskTotal', 'riskUnexcused', 'riskUnexcusedPreschool'] },
  { name: 'dropout', fields: ['dropoutUnexcused', 'dropoutUnexcusedPreschool'] },
  { name: 'family', fields: ['familyDaysPerYear', 'familyDaysAtOnce', 'familyDaysPerYearPreschool'] },
];

/** The limits of the selections and the budgets of excuses: seen by who works with them, changed by who signs. */
export function SettingsPage() {
  const problem = useProblemText();
  const { data, error, refetch } = useSettings();
  if (error !== null) return <ErrorState message={problem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState />;
  return <SettingsForm key={data.changed?.at} view={data} />;
}

function SettingsForm({ view }: { readonly view: ChoicesView }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const change = useChangeSettings();
  const [values, setValues] = useState<Partial<Choices>>(view.values);
  const names = GROUPS.flatMap(({ fields }) => fields);
  const whole = names.every((name) => Number.isInteger(values[name]));
  const changed = names.some((name) => values[name] !== view.values[name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole) change.mutate(values as Choices);
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={860} gap="lg">
        {GROUPS.map(({ name, fields }) => (
          <section key={name} aria-label={t(`settings.${name}`)}>
            <Title order={2} size="h4">
              {t(`settings.${name}`)}
            </Title>
            <Text c="dimmed" mb="xs">
              {t(`settings.${name}.hint`)}
            </Text>
            <Group align="flex-end">
              {fields.map((field) => (
                <NumberInput
                  key={field}
                  label={t(`settings.${field}`)}
                  description={t('settings.default', { value: view.defaults[field] })}
                  w={250}
                  min={0}
                  max={field.includes('Days') || field.includes('Preschool') ? 366 : 1_000}
                  allowDecimal={false}
                  allowNegative={false}
                  readOnly={!view.mayChange}
                  value={values[field] ?? ''}
                  onChange={(value) =>
                    setValues((before) => {
                      const { [field]: _, ...others } = before;
                      return typeof value === 'number' ? { ...others, [field]: value } : others;
                    })
                  }
                />
              ))}
            </Group>
          </section>
        ))}
        {change.error !== null && (
          <Alert color="red" role="alert">
            {problem(change.error)}
          </Alert>
        )}
        {view.mayChange ? (
          <Group>
            <Button type="submit" disabled={!changed || !whole} loading={change.isPending}>
              {t('settings.save')}
            </Button>
            <Button variant="default" disabled={!changed} onClick={() => setValues(view.values)}>
              {t('common.cancel')}
            </Button>
          </Group>
        ) : (
          <Text c="dimmed">{t('settings.read_only')}</Text>
        )}
        {view.changed !== undefined && (
          <Text c="dimmed">
            {t('settings.changed')}{' '}
            <AuthorText by={view.changed.by} at={view.changed.at} timezone={view.timezone} />
          </Text>
        )}
      </Stack>
    </form>
  );
}
