import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface ConfirmButtonProps extends ButtonProps {
  readonly children: ReactNode;
  /** What will happen, and whether it can be undone. */
  readonly question: ReactNode;
  readonly onConfirm: () => void;
  /** The safe answer, where “cancel” could be taken for the act itself. */
  readonly keep?: string;
}

/** A destructive act: asked once more, in words that say what it does; the safe answer has the focus. */
export function ConfirmButton({ children, question, onConfirm, keep, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button color="red" {...button} onClick={open}>
        {children}
      </Button>
      <Modal opened={opened} onClose={close} title={children} centered>
        <Stack>
          <Text>{question}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {keep ?? t('common.cancel')}
            </Button>
            <Button color="red" onClick={confirm}>
              {children}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
