import { Group, Kbd, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cellStyle } from './status-look.ts';
import type { LessonCell } from './types.ts';

const SHOWN: readonly (LessonCell & { readonly key: string })[] = [
  { n: 1, status: 'present', decided: true, key: 'P' },
  { n: 2, status: 'late', decided: true, key: 'L' },
  { n: 3, status: 'absent', decided: true, key: 'A' },
  { n: 4, status: 'excused', decided: true, key: 'E' },
  { n: 5, status: 'unknown', key: '' },
];

/** What colours mean, and the keys that do the same as the buttons. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <Group mt="md" gap="lg">
      {SHOWN.map((cell) => (
        <Group key={cell.n} gap={6}>
          <span className="lesson-cell" style={{ ...cellStyle(cell), width: 28, height: 28 }} aria-hidden>
            {t(`cell.${cell.status}`)}
          </span>
          <Text size="sm">{t(`status.${cell.status}`)}</Text>
          {cell.key !== '' && <Kbd className="keys">{cell.key}</Kbd>}
        </Group>
      ))}
      <Text size="sm" c="dimmed">
        {t('lessons.pale')}
      </Text>
      <Text size="sm" c="dimmed" className="keys">
        {t('lessons.keys')}
      </Text>
    </Group>
  );
}
