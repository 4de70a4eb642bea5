import { useTranslation } from 'react-i18next';

/** What to call a lane: its own label, or its number in the user's language. */
export function useLaneName(
  lanes: readonly { readonly id: string; readonly label: string }[],
): (id: string) => string {
  const { t } = useTranslation();
  return (id) => {
    const index = lanes.findIndex((lane) => lane.id === id);
    const lane = lanes[index];
    if (lane === undefined) return id;
    return lane.label === lane.id ? t('lane.number', { number: index + 1 }) : lane.label;
  };
}
