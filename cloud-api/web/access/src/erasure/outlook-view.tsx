import { Alert, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Outlook } from './types.ts';

/** What an erasure takes for good and what stays by law, before anybody presses. */
export function OutlookView({ outlook }: { readonly outlook: Outlook }) {
  const { t } = useTranslation();
  const { kind, refused, guardians, cards, signedMonths } = outlook;
  if (refused.length > 0) {
    return (
      <Alert color="orange" title={t('erasure.not_yet')}>
        {refused.map((why) => (
          <Text key={why}>{t(`erasure.${why}`)}</Text>
        ))}
      </Alert>
    );
  }
  const goes = [
    t('erasure.goes_name'),
    ...(kind === 'student' ? [t('erasure.goes_consents')] : []),
    ...(guardians > 0 ? [t('erasure.goes_guardians', { count: guardians })] : []),
    ...(cards > 0 ? [t('erasure.goes_cards', { count: cards })] : []),
    t('erasure.goes_holdings'),
    t('erasure.goes_rights'),
  ];
  const stays = [
    t('erasure.stays_numbers'),
    ...(signedMonths > 0 ? [t('erasure.stays_months', { count: signedMonths })] : []),
    ...(kind === 'student' ? [t('erasure.stays_letters')] : []),
    t('erasure.stays_log'),
    t('erasure.stays_backups'),
  ];
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Points title={t('erasure.goes')} lines={goes} />
        <Points title={t('erasure.stays')} lines={stays} />
      </SimpleGrid>
    </Stack>
  );
}

function Points({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {title}
      </Title>
      <List spacing={4}>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
