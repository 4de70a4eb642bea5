import { Button, Center, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<T> {
  readonly items: readonly T[];
  readonly children: (shown: readonly T[]) => ReactNode;
}

const STEP = 50;

/** A long list, fifty at a time: a school of 1,500 is one import. */
export function ShowMore<T>({ items, children }: Props<T>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(STEP);
  return (
    <Stack>
      {children(items.slice(0, shown))}
      {items.length > shown && (
        <Center>
          <Button variant="default" onClick={() => setShown(shown + STEP)}>
            {t('report.more', { count: items.length - shown })}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
