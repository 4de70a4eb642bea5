import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { capabilities, describeApi } from '../../src/server/index.ts';

const text = await describeApi(capabilities);

test('the committed description is that of the routes', async () => {
  const committed = await readFile(join(import.meta.dirname, '../../openapi.json'), 'utf8');
  const hint = 'run: npm exec vratar-cloud -- api openapi > cloud-api/openapi.json';
  assert.deepEqual(JSON.parse(committed), JSON.parse(text), hint);
});

test('the description is valid against the meta-schema of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(text));
  assert.ok(result.valid, JSON.stringify(result.errors));
  assert.equal(validator.version, '3.1');
});

test('names of operations do not repeat, and each is in a group that is explained', () => {
  const { paths, tags } = JSON.parse(text) as {
    paths: Record<string, Record<string, { summary: string; tags: string[] }>>;
    tags: { name: string }[];
  };
  const known = new Set(tags.map(({ name }) => name));
  const summaries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([
        method,
        {
          summary,
          tags: [tag],
        },
      ]) => {
        assert.ok(known.has(tag!), `${method} ${path}: ${tag}`);
        return summary;
      },
    ),
  );
  assert.deepEqual(
    summaries.filter((summary, index) => summaries.indexOf(summary) !== index),
    [],
  );
});
