import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** As the server counts it: characters, not code units. */
const LEAST = 12;

export const isGood = (wanted: string, again: string): boolean =>
  [...wanted].length >= LEAST && wanted === again;

interface Props {
  readonly wanted: string;
  readonly again: string;
  readonly onWanted: (text: string) => void;
  readonly onAgain: (text: string) => void;
  readonly autoFocus?: boolean;
}

/** A new password, typed twice. */
export function NewPassword({ wanted, again, onWanted, onAgain, autoFocus = false }: Props) {
  const { t } = useTranslation();
  const short = wanted !== '' && [...wanted].length < LEAST;
  const differs = again !== '' && again !== wanted;
  const eye = { 'aria-label': t('sign_in.show') };
  return (
    <>
      <PasswordInput
        label={t('sign_in.wanted')}
        description={t('sign_in.advice', { count: LEAST })}
        autoComplete="new-password"
        size="md"
        required
        autoFocus={autoFocus}
        value={wanted}
        error={short && t('sign_in.short', { count: LEAST })}
        onChange={(event) => onWanted(event.currentTarget.value)}
        visibilityToggleButtonProps={eye}
      />
      <PasswordInput
        label={t('sign_in.again')}
        autoComplete="new-password"
        size="md"
        required
        value={again}
        error={differs && t('sign_in.differs')}
        onChange={(event) => onAgain(event.currentTarget.value)}
        visibilityToggleButtonProps={eye}
      />
    </>
  );
}
