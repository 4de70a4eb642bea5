export { answerErrors, answerRouterError } from './answer-errors.ts';
export { type Answer, elsewhere, type FileAnswer, fileOf, nothing } from './answers.ts';
export { API_PREFIX, describeRoutes } from './describe.ts';
export { limitRequests } from './limit-requests.ts';
export { type AddOpenRoute, openRoutes } from './open-route.ts';
export { openApiRoute } from './openapi-route.ts';
export {
  type Page,
  type PageAsked,
  type PageOrder,
  pageOf,
  pageQuery,
  readCursor,
  readPage,
  writeCursor,
} from './paging/index.ts';
export { Problem } from './problem.ts';
export { ById, Day, exactly, Made, Moment, someOf, strictly, Uuid } from './request-schemas.ts';
export { requireDeclared } from './require-declared.ts';
export type { Permission } from './route.ts';
export { refuseCrossSite } from './same-site.ts';
export { type AddSchoolRoute, type SchoolInput, schoolRoutes } from './school-route.ts';
export { validateRequests } from './validate.ts';
