import { Box, Group, Text } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SideView } from '../../../src/board/schema.ts';
import styles from './reader-face.module.css';

/** A reader as a person sees it: its light, its display, its beep. */
export function ReaderFace({ side }: { readonly side: SideView }) {
  const { t } = useTranslation();
  const { panel } = side;
  if (panel === undefined) return null;
  const led = side.readerPowered ? (panel.leds[0] ?? 'off') : 'off';
  const rows = [panel.text[0] ?? '', panel.text[1] ?? ''];
  return (
    <Group gap="xs" wrap="nowrap" className={styles.reader}>
      <Box className={styles.led} data-color={led} role="img" aria-label={led} />
      <Box className={styles.display} aria-live="polite">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the display is its number
          <Text key={index} className={styles.row}>
            {row === '' ? '\u00a0' : row}
          </Text>
        ))}
        {!side.readerPowered && <Text className={styles.off}>{t('lane.readerOff')}</Text>}
      </Box>
      <IconBellRinging
        size={20}
        className={styles.bell}
        data-on={panel.buzzing}
        aria-label={panel.buzzing ? t('lane.beep') : undefined}
        aria-hidden={!panel.buzzing}
      />
    </Group>
  );
}
