import { Type } from 'typebox';
import { type AddSchoolRoute, Day, exactly, fileOf, type SchoolInput, Uuid } from '../../api/index.ts';
import { exportReport, MEDIA_TYPES, REPORT_FORMATS } from '../export-report.ts';
import { SELECTIONS } from '../kinds/risk-reasons.ts';
import type { ReportRequest } from '../request.ts';
import { REPORT_LANGUAGES } from '../table.ts';
import { classOfPerson } from './class-of-person.ts';

const Form = {
  language: Type.Optional(Type.Enum([...REPORT_LANGUAGES])),
  format: Type.Optional(Type.Enum([...REPORT_FORMATS])),
};
const MonthName = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' });
const ACT = 'names.see';
const LOGGED = 'Names are in it: the export is logged, and a PDF bears the number of the entry.';

const ofMonth = exactly({ month: MonthName, class: Type.Optional(Uuid), ...Form });
const ofDay = exactly({ day: Day, class: Type.Optional(Uuid), ...Form });
const ofSelection = exactly({
  day: Day,
  class: Type.Optional(Uuid),
  selection: Type.Optional(Type.Enum([...SELECTIONS])),
  ...Form,
});
const ofRegister = exactly({ month: MonthName, class: Uuid, ...Form });
const ofPerson = exactly({ month: MonthName, person: Uuid, ...Form });

type Asked = {
  readonly language?: (typeof REPORT_LANGUAGES)[number];
  readonly format?: (typeof REPORT_FORMATS)[number];
};

/** Reports as documents. A homeroom teacher names the own class; without one the whole school is asked for. */
export function reportRoutes(add: AddSchoolRoute): void {
  const shared = {
    method: 'GET',
    description: LOGGED,
    tag: 'month',
    act: ACT,
    answer: fileOf(...Object.values(MEDIA_TYPES)),
  } as const;
  const byClass = ({ query }: { readonly query: { readonly class?: string } }) =>
    query.class === undefined ? {} : { class: query.class };

  add({
    ...shared,
    url: '/reports/month',
    summary: 'Export the absences of a month',
    query: ofMonth,
    on: byClass,
    handle: (input) => {
      const { month, class: of } = input.query;
      return report(input, { kind: 'month', month: `${month}-01`, ...(of && { class: of }) });
    },
  });

  add({
    ...shared,
    url: '/reports/register',
    summary: 'Export the class book of a month',
    query: ofRegister,
    on: byClass,
    handle: (input) =>
      report(input, { kind: 'register', month: `${input.query.month}-01`, class: input.query.class }),
  });

  add({
    ...shared,
    url: '/reports/person',
    summary: 'Export a pupil’s month',
    query: ofPerson,
    on: 'inside',
    handle: async (input) => {
      const { person, month } = input.query;
      const classId = await classOfPerson(input.trx, input.school, person, `${month}-01`);
      input.require(ACT, classId === undefined ? {} : { class: classId });
      return report(input, { kind: 'person', month: `${month}-01`, person });
    },
  });

  for (const [kind, summary] of [
    ['day', 'Export who came on a day, when, and for how long'],
    ['week', 'Export the time in school in the week of a day'],
  ] as const) {
    add({
      ...shared,
      url: `/reports/${kind}`,
      summary,
      query: ofDay,
      on: byClass,
      handle: (input) => {
        const { day, class: of } = input.query;
        return report(input, { kind, day, ...(of && { class: of }) });
      },
    });
  }

  add({
    ...shared,
    url: '/reports/at-risk',
    summary: 'Export the pupils at risk, with all absences of the year up to a day',
    query: ofSelection,
    on: byClass,
    handle: (input) => {
      const { day, class: of, selection } = input.query;
      return report(input, {
        kind: 'at-risk',
        day,
        ...(of && { class: of }),
        ...(selection && { selection }),
      });
    },
  });
}

async function report(
  input: Pick<SchoolInput<undefined, undefined, undefined>, 'trx' | 'vault' | 'school' | 'now'> & {
    readonly query: Asked;
  },
  request: ReportRequest,
) {
  const { trx, vault, school, now, query } = input;
  const context = { school, language: query.language ?? 'bg', now: now.getTime() };
  const made = await exportReport({ trx, vault }, context, request, query.format ?? 'pdf');
  return { type: made.mediaType, name: made.fileName, bytes: made.bytes };
}
