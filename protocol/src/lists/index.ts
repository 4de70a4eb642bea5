export { checkDigest, checkList, type ListInForce } from './check-list.ts';
export { changeSum, digestOfSum, listDigest, sumOfLines } from './digest.ts';
export { LIST_ENTRIES, ListHeader } from './document.ts';
export {
  AllowListEntry,
  CREDENTIAL_KINDS,
  CredentialKind,
  CredentialStatus,
  CredentialToken,
  Enrolment,
  PolicyId,
} from './entry.ts';
export { listPublicKey, listPublicText } from './list-keys.ts';
export { type ListLine, type OpenedList, openList } from './open-list.ts';
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
export { type ListContent, signList } from './sign.ts';
