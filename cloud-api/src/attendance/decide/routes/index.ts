import type { FastifyInstance } from 'fastify';
import { schoolRoutes } from '../../../api/index.ts';
import type { CloudParts } from '../../../server/capability.ts';
import { SchoolCache } from '../../store/school-cache.ts';
import { vaultNames } from '../../today/names.ts';
import { decisionRoutes } from './decision-routes.ts';
import { type LessonRouteParts, lessonRoutes } from './lesson-routes.ts';

/** Every route about lessons, decisions and excuses. */
export function addLessonRoutes(app: FastifyInstance, parts: CloudParts): void {
  const add = schoolRoutes(app, parts);
  const own: LessonRouteParts = { cache: new SchoolCache(), names: vaultNames(parts.vault) };
  lessonRoutes(add, own);
  decisionRoutes(add, own);
}
