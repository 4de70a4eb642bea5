import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import { loadSchoolFacts, type SchoolFacts } from '../attendance/store/school-facts.ts';
import type { Database } from '../db/index.ts';
import { lastDayOf } from '../month/month.ts';
import { monthTotals } from '../month/totals/month-totals.ts';
import { addDays, datesBetween, weekday } from '../people/index.ts';
import type { Vault } from '../vault/index.ts';
import { atRiskReport } from './kinds/at-risk.ts';
import { classRegister } from './kinds/class-register.ts';
import { monthTotalsReport } from './kinds/month-totals.ts';
import { personMonth } from './kinds/person-month.ts';
import { presenceDay } from './kinds/presence-day.ts';
import { presenceWeek } from './kinds/presence-week.ts';
import { reasonsIn, type Selection } from './kinds/risk-reasons.ts';
import { yearTotals } from './kinds/year-totals.ts';
import { namesOfSchool } from './names.ts';
import { type DaysWanted, readDayLines } from './read-day-lines.ts';
import type { ReportFrame } from './report-frame.ts';
import type { ReportContext, ReportRequest } from './request.ts';
import type { ReportTable } from './table.ts';

export interface ReportSources {
  /** Its scope names the school. */
  readonly trx: Transaction<Database>;
  readonly vault: Vault;
}

/**
 * Reads and lays out one report. Whoever calls it has checked the right to see these names.
 * @throws VratarError `school_unknown`, `class_unknown`, `person_unknown`
 */
export async function readReport(
  sources: ReportSources,
  context: ReportContext,
  request: ReportRequest,
): Promise<ReportTable> {
  const facts = await loadSchoolFacts(sources.trx, context.school);
  if (facts === undefined) throw new VratarError('school_unknown', { code: context.school });
  const classId = 'class' in request ? request.class : undefined;
  if (classId !== undefined && !facts.calendar.classes.has(classId)) throw new VratarError('class_unknown');
  const read = new Reading(sources, context, facts);
  switch (request.kind) {
    case 'month':
      return read.month(request.month, classId);
    case 'register':
      return read.register(request.month, request.class);
    case 'person':
      return read.person(request.month, request.person);
    case 'day':
      return read.day(request.day, classId);
    case 'week':
      return read.week(request.day, classId);
    case 'at-risk':
      return read.atRisk(request.day, classId, request.selection ?? 'risk');
  }
}

/** Reads what one report needs, names last: only those that it shows. */
class Reading {
  readonly #sources: ReportSources;
  readonly #context: ReportContext;
  readonly #facts: SchoolFacts;

  constructor(sources: ReportSources, context: ReportContext, facts: SchoolFacts) {
    this.#sources = sources;
    this.#context = context;
    this.#facts = facts;
  }

  async month(month: string, classId: string | undefined): Promise<ReportTable> {
    const all = await monthTotals(this.#sources.trx, this.#context.school, month);
    const totals = all.filter((row) => classId === undefined || row.class === classId);
    return monthTotalsReport(totals, month, await this.#frame(totals));
  }

  async register(month: string, classId: string): Promise<ReportTable> {
    const lines = await this.#days({ from: month, to: lastDayOf(month), class: classId });
    return classRegister(lines, classId, month, await this.#frame(lines));
  }

  async person(month: string, person: string): Promise<ReportTable> {
    const lines = await this.#days({ from: month, to: lastDayOf(month), person });
    const frame = await this.#frame([{ person }]);
    if (lines.length === 0 && !frame.people.has(person)) throw new VratarError('person_unknown');
    return personMonth(lines, person, month, frame);
  }

  async day(day: string, classId: string | undefined): Promise<ReportTable> {
    const lines = await this.#days({ from: day, to: day, ...(classId && { class: classId }) });
    return presenceDay(lines, day, await this.#frame(lines));
  }

  async week(day: string, classId: string | undefined): Promise<ReportTable> {
    const monday = addDays(day, 1 - weekday(day));
    const days = datesBetween(monday, addDays(monday, 6));
    const lines = await this.#days({
      from: monday,
      to: addDays(monday, 6),
      ...(classId && { class: classId }),
    });
    return presenceWeek(lines, days, await this.#frame(lines));
  }

  async atRisk(day: string, classId: string | undefined, selection: Selection): Promise<ReportTable> {
    const limits = this.#facts.choices;
    const all = await yearTotals(this.#sources.trx, this.#context.school, day);
    const selected = all.filter(
      (row) =>
        (classId === undefined || row.class === classId) && reasonsIn(selection, row, limits).length > 0,
    );
    return atRiskReport(selected, selection, limits, day, await this.#frame(selected));
  }

  #days(wanted: Omit<DaysWanted, 'school'>) {
    return readDayLines(this.#sources.trx, { school: this.#context.school, ...wanted });
  }

  async #frame(rows: readonly { readonly person: string }[]): Promise<ReportFrame> {
    const { trx, vault } = this.#sources;
    const { school, language, now } = this.#context;
    const of = await trx
      .selectFrom('school')
      .select(['code', 'name', 'timezone'])
      .where('id', '=', school)
      .executeTakeFirstOrThrow();
    const persons = [...new Set(rows.map(({ person }) => person))];
    return {
      language,
      timezone: of.timezone,
      school: `${of.code} ${of.name}`,
      madeAt: now,
      people: await namesOfSchool(trx, vault, school, persons),
      classes: this.#facts.calendar.classes,
    };
  }
}
