export { Link, type LinkOptions } from './link.ts';
export { runLink } from './run-link.ts';
export { LinkSettings } from './settings.ts';
