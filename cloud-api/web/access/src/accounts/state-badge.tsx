import { Badge, Stack, Text } from '@mantine/core';
import { useMoment } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Account, AccountStateName } from '../types.ts';

const COLORS: Record<AccountStateName, string> = {
  invited: 'blue',
  invitation_over: 'orange',
  active: 'gate',
  locked: 'red',
  locked_out: 'orange',
  former: 'gray',
};

/** How an account stands, as a word and a colour, and until when. */
export function StateBadge({ account: { state, until } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  return (
    <Stack gap={2} align="flex-start">
      <Badge color={COLORS[state]} variant="light" size="lg" tt="none" miw="max-content">
        {t(`account_state.${state}`)}
      </Badge>
      {until !== undefined && (
        <Text size="xs" c="dimmed">
          {t('accounts.until', { until: moment(until) })}
        </Text>
      )}
    </Stack>
  );
}
