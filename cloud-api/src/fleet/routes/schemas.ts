import { Type } from 'typebox';
import { exactly } from '../../api/index.ts';

export const GatewayId = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });
export const OfGateway = exactly({ gateway: GatewayId });
