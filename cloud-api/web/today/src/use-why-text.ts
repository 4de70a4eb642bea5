import { useTranslation } from 'react-i18next';
import type { PersonView, PresenceView } from './types.ts';
import { useMomentText } from './use-time-text.ts';

/** Says why nobody knows where a person is: which entrance, since when. */
export function useWhyText(
  view: Pick<PresenceView, 'gateways' | 'timezone'>,
): (why: NonNullable<PersonView['why']>) => string {
  const { t } = useTranslation();
  const moment = useMomentText(view.timezone);
  return ({ cause, gateway, since }) => {
    const name = view.gateways.find(({ id }) => id === gateway)?.name ?? t('today.an_entrance');
    return t(`why.${cause}`, { gateway: name, time: since === undefined ? '' : moment(since) });
  };
}
