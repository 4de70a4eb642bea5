import type { FastifyInstance } from 'fastify';
import { schoolRoutes } from '../../api/index.ts';
import type { LessonRouteParts } from '../../attendance/decide/routes/lesson-routes.ts';
import { SchoolCache } from '../../attendance/store/school-cache.ts';
import { vaultNames } from '../../attendance/today/names.ts';
import type { CloudParts } from '../../server/capability.ts';
import { alertRoutes } from '../alerts/alert-routes.ts';
import { aspRoutes } from './asp-routes.ts';
import { classRoutes } from './class-routes.ts';
import { correctionRoutes } from './correction-routes.ts';
import { declarationRoutes } from './declaration-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { monthRoutes } from './month-routes.ts';

/** Every route about months. */
export function addMonthRoutes(app: FastifyInstance, parts: CloudParts): void {
  const add = schoolRoutes(app, parts);
  const own: LessonRouteParts = { cache: new SchoolCache(), names: vaultNames(parts.vault) };
  monthRoutes(add, own);
  classRoutes(add, own);
  fileRoutes(add, parts.jobs);
  declarationRoutes(add, own);
  aspRoutes(add, own);
  correctionRoutes(add, own);
  alertRoutes(add, own);
}
