export {
  AllowListEntry,
  CREDENTIAL_KINDS,
  CredentialKind,
  CredentialStatus,
  CredentialToken,
  Enrolment,
  PolicyId,
} from './entry.ts';
export {
  DayWindow,
  LaneModeRule,
  LocalDate,
  LocalTime,
  PassbackRule,
  ScheduleGroup,
  SitePolicy,
  WeeklyWindow,
} from './policy.ts';
