import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  /** What it is for, and what to do with it. */
  readonly hint: string;
  readonly secret: string;
}

/** A secret that is shown this once: to be copied now. */
export function SecretOnce({ label, hint, secret }: Props) {
  const { t } = useTranslation();
  return (
    <Alert color="gate" title={t('secret.once')}>
      <Stack>
        <Text>{hint}</Text>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={label}
            value={secret}
            readOnly
            flex={1}
            size="md"
            styles={{ input: { fontFamily: 'monospace' } }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button onClick={copy} variant={copied ? 'light' : 'filled'} aria-live="polite">
                {copied ? t('secret.copied') : t('secret.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}
