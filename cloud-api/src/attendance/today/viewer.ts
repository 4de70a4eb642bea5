import type { FastifyRequest } from 'fastify';
import type { Viewer } from './presence-service.ts';

/** Who asks, and what they may see. Throws a VratarError for somebody who may see nothing. */
export type ViewerOf = (request: FastifyRequest) => Promise<Viewer>;
