import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What the form does, as its button says it. */
  readonly submit: string;
  readonly busy: boolean;
  readonly ready: boolean;
  readonly onCancel: () => void;
}

/** The last line of a form in a dialog: leave it, or do it. */
export function FormButtons({ submit, busy, ready, onCancel }: Props) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" loading={busy} disabled={!ready}>
        {submit}
      </Button>
    </Group>
  );
}
