import { Stack, Title } from '@mantine/core';
import { AccountMenu, ErrorState, LoadingState, PageShell, useMe, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { ImportWizard } from './import-wizard.tsx';
import { PastImports } from './past-imports.tsx';

/** Rosters, staff, guardians and timetables from files. */
export function ImportsPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data: me, error, isPending, refetch } = useMe();
  const school = me?.schools.find((one) => one.id === me.school)?.name;
  return (
    <PageShell title={t('imports.title')} subtitle={school} aside={<AccountMenu />}>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {me && (
        <Stack gap="xl">
          <ImportWizard />
          <Stack>
            <Title order={2} size="h3">
              {t('past.title')}
            </Title>
            <PastImports />
          </Stack>
        </Stack>
      )}
    </PageShell>
  );
}
