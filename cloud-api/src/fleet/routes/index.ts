import type { FastifyInstance } from 'fastify';
import { openRoutes, schoolRoutes } from '../../api/index.ts';
import type { CloudParts } from '../../server/capability.ts';
import { commandRoutes } from './commands.ts';
import { conditionRoutes } from './fleet.ts';
import { listRoutes } from './lists.ts';

export function fleetRoutes(app: FastifyInstance, parts: CloudParts): void {
  const inSchool = schoolRoutes(app, parts);
  conditionRoutes(openRoutes(app, parts), parts);
  commandRoutes(inSchool);
  listRoutes(inSchool);
}
