export { jsonSchemaText } from './json-schema.ts';
export { parseConfig } from './parse-config.ts';
