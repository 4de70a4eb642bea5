export { answerErrors } from './answer-errors.ts';
export { Problem } from './problem.ts';
export { refuseCrossSite } from './same-site.ts';
