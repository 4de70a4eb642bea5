import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A number that is not told, because it or its difference to another would be of fewer than five people. */
export function Hidden() {
  const { t } = useTranslation();
  return (
    <Text span inherit c="dimmed" title={t('region.hidden')} aria-label={t('region.hidden')}>
      ···
    </Text>
  );
}
