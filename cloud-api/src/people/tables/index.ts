import type {
  BellScheduleTable,
  CalendarDayTable,
  ClassShiftTable,
  ClassTable,
  ClassTeacherTable,
  EnrolmentTable,
  SchoolYearTable,
  ShiftTable,
  SubjectTable,
  TermTable,
  TimetableTable,
} from './calendar.ts';
import type {
  EmploymentTable,
  GuardianshipTable,
  PersonKeyTable,
  PersonTable,
  PersonWordTable,
} from './persons.ts';
import type {
  BuildingTable,
  GateRulesTable,
  GatewayTable,
  LaneTable,
  RegionTable,
  SchoolTable,
  SiteGuestTable,
  SiteTable,
  ZoneTable,
} from './places.ts';

/** The registers of people and places. */
export interface PeopleTables {
  region: RegionTable;
  school: SchoolTable;
  building: BuildingTable;
  zone: ZoneTable;
  site: SiteTable;
  site_guest: SiteGuestTable;
  gateway: GatewayTable;
  lane: LaneTable;
  gate_rules: GateRulesTable;
  person: PersonTable;
  person_key: PersonKeyTable;
  person_word: PersonWordTable;
  guardianship: GuardianshipTable;
  employment: EmploymentTable;
  school_year: SchoolYearTable;
  term: TermTable;
  shift: ShiftTable;
  subject: SubjectTable;
  class: ClassTable;
  class_shift: ClassShiftTable;
  class_teacher: ClassTeacherTable;
  bell_schedule: BellScheduleTable;
  timetable: TimetableTable;
  calendar_day: CalendarDayTable;
  enrolment: EnrolmentTable;
}
