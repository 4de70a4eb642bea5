export { jsonSchemaText } from './json-schema.ts';
export { parseConfig, placeInConfig } from './parse-config.ts';
