import { sql } from 'kysely';
import { type Section, section } from '../section.ts';

/** What was signed, asked and sent about a pupil. */
export const monthSections = {
  signedMonths: section(
    ['signed_row'],
    { month: 'month', class: 'text', unexcused: 'number', excusedHours: 'number', preschool: 'flag' },
    ({ school, person }) => sql`select s.month::text as month, c.name as class,
        s.unexcused_halves / 2.0 as unexcused, s.excused_halves / 2.0 as "excusedHours", s.preschool
      from signed_row s left join class c on c.id = s.class
      where s.school = ${school} and s.person = ${person} order by s.month`,
  ),
  corrections: section(
    ['correction'],
    {
      month: 'month',
      signedUnexcused: 'number',
      signedExcused: 'number',
      nowUnexcused: 'number',
      nowExcused: 'number',
      state: 'code',
      note: 'text',
      recordedAt: 'moment',
      closedAt: 'moment',
    },
    ({
      school,
      person,
    }) => sql`select month::text as month, signed_unexcused_halves / 2.0 as "signedUnexcused",
        signed_excused_halves / 2.0 as "signedExcused", now_unexcused_halves / 2.0 as "nowUnexcused",
        now_excused_halves / 2.0 as "nowExcused", state, note, noted_at as "recordedAt", closed_at as "closedAt"
      from correction where school = ${school} and person = ${person} order by noted_at`,
  ),
  alerts: section(
    ['absence_alert'],
    { month: 'month', threshold: 'number', reached: 'number', preschool: 'flag', at: 'moment' },
    ({ school, person }) => sql`select month::text as month, threshold_halves / 2.0 as threshold,
        reached_halves / 2.0 as reached, preschool, raised_at as at
      from absence_alert where school = ${school} and person = ${person} order by raised_at`,
  ),
  risks: section(
    ['risk_status'],
    { since: 'day', reason: 'text', recordedAt: 'moment', endedOn: 'day' },
    ({ school, person }) => sql`select since::text as since, reason, recorded_at as "recordedAt",
        ended_on::text as "endedOn"
      from risk_status where school = ${school} and person = ${person} order by since`,
  ),
  letters: section(
    ['risk_signal'],
    {
      number: 'number',
      state: 'code',
      recipientKind: 'code',
      recipient: 'text',
      reasons: 'codes',
      asOf: 'day',
      unexcused: 'number',
      total: 'number',
      carried: 'number',
      note: 'text',
      reference: 'text',
      incoming: 'text',
      answer: 'text',
      createdAt: 'moment',
      withdrawnAt: 'moment',
    },
    ({ school, person }) => sql`select number, state, recipient_kind as "recipientKind", recipient, reasons,
        as_of::text as "asOf", unexcused_halves / 2.0 as unexcused, total_halves / 2.0 as total,
        carried_halves / 2.0 as carried, note, reference, incoming, answer, created_at as "createdAt",
        withdrawn_at as "withdrawnAt"
      from risk_signal where school = ${school} and person = ${person} order by created_at`,
  ),
  letterSteps: section(
    ['risk_signal_move'],
    { number: 'number', state: 'code', at: 'moment' },
    ({ school, person }) => sql`select s.number, m.state, m.at
      from risk_signal_move m join risk_signal s on s.id = m.signal
      where s.school = ${school} and s.person = ${person} order by m.at, m.id`,
  ),
  documents: section(
    ['school_document'],
    { number: 'number', sha256: 'text', at: 'moment', withdrawnAt: 'moment' },
    ({ school, person }) => sql`select s.number, encode(d.sha256, 'hex') as sha256, d.made_at as at,
        d.withdrawn_at as "withdrawnAt"
      from school_document d join risk_signal s on d.school = s.school and d.subject = 'signal:' || s.id
      where s.school = ${school} and s.person = ${person} order by d.made_at`,
  ),
  aid: section(
    ['asp_row', 'asp_campaign'],
    {
      month: 'month',
      kind: 'code',
      absences: 'number',
      days: 'number',
      state: 'code',
      corrected: 'number',
      note: 'text',
      decidedAt: 'moment',
    },
    ({
      school,
      person,
    }) => sql`select c.month::text as month, r.kind, r.absences, r.days, r.state, r.corrected,
        r.note, r.decided_at as "decidedAt"
      from asp_row r join asp_campaign c on c.id = r.campaign
      where r.school = ${school} and r.person = ${person} order by c.month, r.number`,
  ),
} as const satisfies Record<string, Section>;
