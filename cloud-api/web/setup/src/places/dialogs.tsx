import { useTranslation } from 'react-i18next';
import { type Field, RegisterDialog, type Values } from '../shared/register-dialog.tsx';
import { type Building, type Gateway, LANE_KINDS, type Lane, type Named, type Zone } from '../types.ts';

interface Closing {
  readonly onClose: () => void;
}
/** Members that say something; an empty field is not sent. */
const told = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, text]) => text !== ''));
const byName = (rows: readonly Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** A building: its code is in events and stays. */
export function BuildingDialog({ row, onClose }: Closing & { readonly row: Building | 'new' }) {
  const { t } = useTranslation();
  const code: Field = { name: 'code', label: t('setup.code'), hint: t('places.code_hint'), maxLength: 40 };
  const fields: readonly Field[] = [
    { name: 'name', label: t('classes.name') },
    { name: 'address', label: t('places.address'), optional: true, maxLength: 200 },
    { name: 'opens', label: t('places.opens'), kind: 'time', hint: t('places.hours_hint') },
    { name: 'closes', label: t('places.closes'), kind: 'time' },
  ];
  if (row === 'new')
    return (
      <RegisterDialog
        title={t('places.add_building')}
        fields={[code, ...fields]}
        values={{ opens: '06:00', closes: '20:00' }}
        send={(all) => ({ path: '/buildings', body: told(all) })}
        onClose={onClose}
      />
    );
  const path = `/buildings/${row.id}`;
  const { name, address, opens, closes } = row;
  return (
    <RegisterDialog
      title={`${t('places.building')} ${name}`}
      fields={fields}
      values={{ name, address, opens: opens.slice(0, 5), closes: closes.slice(0, 5) }}
      send={(_, changed) => ({ method: 'PATCH', path, body: changed })}
      remove={{ path, label: t('setup.remove'), question: t('places.remove_building') }}
      onClose={onClose}
    />
  );
}

/** A zone of a building. */
export function ZoneDialog({
  building,
  row,
  onClose,
}: Closing & { readonly building: string; readonly row: Zone | 'new' }) {
  const { t } = useTranslation();
  const name: Field = { name: 'name', label: t('classes.name'), hint: t('places.zone_hint') };
  if (row === 'new')
    return (
      <RegisterDialog
        title={t('places.add_zone')}
        fields={[{ name: 'code', label: t('setup.code'), hint: t('places.code_hint'), maxLength: 40 }, name]}
        send={(all) => ({ path: '/zones', body: { building, ...all } })}
        onClose={onClose}
      />
    );
  const path = `/zones/${row.id}`;
  return (
    <RegisterDialog
      title={`${t('places.zone')} ${row.name}`}
      fields={[name]}
      values={{ name: row.name }}
      send={(_, changed) => ({ method: 'PATCH', path, body: changed })}
      remove={{ path, label: t('setup.remove'), question: t('places.remove_zone') }}
      onClose={onClose}
    />
  );
}

/** A gateway: its identifier is in topics and on its certificate, and stays. */
export function GatewayDialog({
  building,
  sites,
  row,
  onClose,
}: Closing & {
  readonly building: string;
  readonly sites: readonly Named[];
  readonly row: Gateway | 'new';
}) {
  const { t } = useTranslation();
  const name: Field = { name: 'name', label: t('classes.name'), hint: t('places.gateway_hint') };
  if (row !== 'new')
    return (
      <RegisterDialog
        title={`${t('places.gateway')} ${row.id}`}
        fields={[name]}
        values={{ name: row.name }}
        send={(all) => ({ method: 'PATCH', path: `/gateways/${row.id}`, body: all })}
        onClose={onClose}
      />
    );
  return (
    <RegisterDialog
      title={t('places.add_gateway')}
      fields={[
        { name: 'id', label: t('places.id'), hint: t('places.gateway_id_hint'), maxLength: 64 },
        name,
        {
          name: 'site',
          label: t('places.site'),
          hint: t('places.site_hint'),
          kind: 'choice',
          options: byName(sites),
        },
      ]}
      values={sites.length === 1 ? { site: sites[0]!.id } : {}}
      send={(all) => ({ path: '/gateways', body: { building, ...all, lanes: [] } })}
      onClose={onClose}
    />
  );
}

/** A lane of a gateway: its identifier is that of the gateway's own configuration. */
export function LaneDialog({
  gateway,
  zones,
  row,
  onClose,
}: Closing & { readonly gateway: Gateway; readonly zones: readonly Zone[]; readonly row: Lane | 'new' }) {
  const { t } = useTranslation();
  const fields: readonly Field[] = [
    { name: 'name', label: t('classes.name'), hint: t('places.lane_hint') },
    {
      name: 'kind',
      label: t('places.kind'),
      kind: 'choice',
      options: LANE_KINDS.map((one) => ({ value: one, label: t(`lane.${one}`) })),
    },
    {
      name: 'zone',
      label: t('places.behind'),
      hint: t('places.behind_hint'),
      kind: 'choice',
      options: byName(zones),
      optional: true,
    },
  ];
  const path = `/gateways/${gateway.id}/lanes`;
  if (row === 'new')
    return (
      <RegisterDialog
        title={t('places.add_lane')}
        fields={[
          { name: 'id', label: t('places.id'), hint: t('places.lane_id_hint'), maxLength: 40 },
          ...fields,
        ]}
        values={{ kind: 'tripod' }}
        send={(all) => ({ path, body: told(all) })}
        onClose={onClose}
      />
    );
  const own = `${path}/${encodeURIComponent(row.id)}`;
  return (
    <RegisterDialog
      title={`${t('places.lane')} ${row.name}`}
      fields={fields}
      values={{ name: row.name, kind: row.kind, zone: row.zone ?? '' }}
      send={(_, { zone, ...changed }) => ({
        method: 'PATCH',
        path: own,
        body: { ...changed, ...(zone === undefined ? {} : { zone: zone === '' ? null : zone }) },
      })}
      remove={{ path: own, label: t('setup.remove'), question: t('places.remove_lane') }}
      onClose={onClose}
    />
  );
}
