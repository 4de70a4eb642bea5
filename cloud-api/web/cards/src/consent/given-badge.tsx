import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Agreed or refused, as a word and a colour. */
export function GivenBadge({ given }: { readonly given: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge color={given ? 'gate' : 'orange'} variant="light" size="lg" tt="none" miw="max-content">
      {t(given ? 'consent.agreed' : 'consent.refused')}
    </Badge>
  );
}
