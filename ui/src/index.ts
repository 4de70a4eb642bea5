/** The screen kit shared by the cloud's pages, the guard console and the simulator's board. */
export { AccountMenu } from './account/account-menu.tsx';
export { type Grant, type Me, useMe } from './account/use-me.ts';
export { ApiProblem, type CallOptions, callApi, goToSignIn } from './api/call-api.ts';
export { useProblemText } from './api/use-problem-text.ts';
export { ConfirmButton, type ConfirmButtonProps } from './confirm-button.tsx';
export { LanguageSwitch } from './language-switch.tsx';
export { mountPage } from './mount-page.tsx';
export { PageShell, type PageShellProps } from './page-shell.tsx';
export { DataAge, type DataAgeProps } from './state/data-age.tsx';
export { EmptyState, ErrorState, LoadingState } from './state/states.tsx';
export { type Live, useLive } from './state/use-live.ts';
export { useNow } from './state/use-now.ts';
export { theme } from './theme.ts';
export type { Dictionary, Language, Words } from './words/languages.ts';
