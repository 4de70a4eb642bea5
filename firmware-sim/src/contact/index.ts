export { atRest, type CableState, type Contact, type ContactWiring, reportedState } from './contact.ts';
