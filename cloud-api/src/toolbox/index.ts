export { type OpenToolbox, openToolbox } from './open-toolbox.ts';
export type { Toolbox } from './toolbox.ts';
