import { Badge, Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CorrectSchool } from './correct-school.tsx';
import { Hidden } from './hidden.tsx';
import { InvitePrincipal } from './invite-principal.tsx';
import type { Measure, Region, SchoolNumbers } from './types.ts';

const COLUMNS: readonly Measure[] = ['pupils', 'withCard', 'seenToday', 'atRisk', 'droppingOut'];
const DONE: readonly string[] = ['signed', 'declared', 'final'];

const NEEDED = ['hasPrincipal', 'hasBells', 'hasTimetables'] as const;

interface Props {
  readonly schools: readonly SchoolNumbers[];
  /** Whether the reader gives schools their first principal. */
  readonly mayInvite: boolean;
  readonly region: Region;
  readonly regions: readonly Region[];
}

/** Each school: how many, whether its gates are enrolled, and how far the absences of last month are. */
export function SchoolTable({ schools, mayInvite, region, regions }: Props) {
  const { t, i18n } = useTranslation();
  const [correcting, setCorrecting] = useState<SchoolNumbers>();
  const [inviting, setInviting] = useState<SchoolNumbers>();
  return (
    <>
      <Table.ScrollContainer minWidth={900}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('region.school')}</Table.Th>
              {COLUMNS.map((measure) => (
                <Table.Th key={measure} ta="right">
                  {t(`measure.${measure}`)}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t('region.gateways')}</Table.Th>
              <Table.Th>{t('region.last_month')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {schools.map((school) => (
              <Table.Tr key={school.school}>
                <Table.Td>
                  <Text fw={600}>{school.name}</Text>
                  <Text c="dimmed" size="sm">
                    {school.code}
                    {school.city && `, ${school.city}`}
                  </Text>
                  <Missing school={school} />
                  {mayInvite && (
                    <Button
                      variant="default"
                      mt={4}
                      mr="xs"
                      aria-label={`${t('school.correct')}: ${school.name}`}
                      onClick={() => setCorrecting(school)}
                    >
                      {t('school.correct')}
                    </Button>
                  )}
                  {mayInvite && !school.hadPrincipal && (
                    <Button
                      variant="default"
                      mt={4}
                      aria-label={`${t('principal.invite')}: ${school.name}`}
                      onClick={() => setInviting(school)}
                    >
                      {t('principal.invite')}
                    </Button>
                  )}
                </Table.Td>
                {COLUMNS.map((measure) => (
                  <Table.Td key={measure} ta="right">
                    {school[measure]?.toLocaleString(i18n.language) ?? <Hidden />}
                  </Table.Td>
                ))}
                <Table.Td ta="right">
                  {school.enrolledGateways}/{school.gateways}
                </Table.Td>
                <Table.Td>
                  <Badge
                    color={
                      DONE.includes(school.lastMonth ?? '')
                        ? 'gate'
                        : school.lastMonth === 'expired'
                          ? 'red'
                          : 'gray'
                    }
                    variant="light"
                    tt="none"
                    size="lg"
                  >
                    {t(`month.${school.lastMonth ?? 'none'}`)}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {correcting && (
        <CorrectSchool
          school={correcting}
          region={region}
          regions={regions}
          onClose={() => setCorrecting(undefined)}
        />
      )}
      {inviting && <InvitePrincipal school={inviting} onClose={() => setInviting(undefined)} />}
    </>
  );
}

/** What a school still needs before its gates and absences can be right. */
function Missing({ school }: { readonly school: SchoolNumbers }) {
  const { t } = useTranslation();
  const missing = NEEDED.filter((one) => !school[one]);
  return (
    missing.length > 0 && (
      <Text size="sm" c="orange">
        {missing.map((one) => t(`missing.${one}`)).join(', ')}
      </Text>
    )
  );
}
