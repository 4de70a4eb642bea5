export type { CardContext } from './context.ts';
export { endHoldings } from './end.ts';
export { type CredentialHolder, credentialHolderAt, type TokenHolding, tokenHoldings } from './holder-at.ts';
export { type Issue, issueCredentials } from './issue.ts';
export { enterJournal, type JournalEntry } from './journal.ts';
export { ALLOW_LIST_TASK, listChanged } from './list-changes.ts';
export { type NewCredential, registerCredentials } from './register.ts';
export { addSiteKey, type SiteKey, siteKeys } from './site-key.ts';
export { cardsOf, deriveTokens, sitesOf } from './tokens.ts';
