import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** While the first data are on their way. */
export function LoadingState() {
  const { t } = useTranslation();
  return (
    <Center mih={200}>
      <Stack align="center" gap="sm">
        <Loader aria-hidden />
        <Text role="status">{t('common.loading')}</Text>
      </Stack>
    </Center>
  );
}

/** Nothing is wrong, there is just nothing to show; `hint` says what would change that. */
export function EmptyState({ title, hint }: { readonly title: string; readonly hint?: ReactNode }) {
  return (
    <Center mih={160}>
      <Stack align="center" gap={4}>
        <Text size="lg">{title}</Text>
        {hint !== undefined && <Text c="dimmed">{hint}</Text>}
      </Stack>
    </Center>
  );
}

/** What happened, its stable code, and the way on. */
export function ErrorState({
  message,
  code,
  onRetry,
}: {
  readonly message: string;
  readonly code?: string;
  readonly onRetry?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={t('common.error')}>
      <Stack align="flex-start" gap="sm">
        <Text>
          {message}{' '}
          {code !== undefined && (
            <Text span ff="monospace" c="dimmed">
              {code}
            </Text>
          )}
        </Text>
        {onRetry !== undefined && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      </Stack>
    </Alert>
  );
}
