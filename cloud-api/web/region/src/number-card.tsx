import { Card, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Hidden } from './hidden.tsx';
import type { Measure } from './types.ts';

/** One number of the whole region. */
export function NumberCard({
  measure,
  count,
}: {
  readonly measure: Measure;
  readonly count: number | undefined;
}) {
  const { t, i18n } = useTranslation();
  return (
    <Card withBorder>
      <Text c="dimmed">{t(`measure.${measure}`)}</Text>
      <Text fz={32} fw={700} lh={1.2}>
        {count === undefined ? <Hidden /> : count.toLocaleString(i18n.language)}
      </Text>
    </Card>
  );
}
