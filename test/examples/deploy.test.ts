/** What the deployment examples name exists: files, variables, paths, arguments. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, 'examples/deploy', file), 'utf8');
const dockerfile = read('Dockerfile');
const compose = z
  .object({ services: z.object({ gateway: z.object({ environment: z.record(z.string(), z.string()) }) }) })
  .parse(parse(read('compose.yaml')));
const manifests = parseAllDocuments(read('kubernetes.yaml'));

let cacheDir: string;
let gateway: Gateway;

/** The registry of the manifest's ConfigMap. */
beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'deploy-'));
  const registry = path.join(cacheDir, 'registry.yaml');
  await writeFile(registry, String(manifests[0]?.getIn(['data', 'registry.yaml'])));
  gateway = await createGateway({
    registry,
    config: readConfig({ CACHE_DIR: cacheDir }),
    log: pino({ level: 'silent' }),
  });
});

afterAll(async () => {
  await gateway.close();
  await rm(cacheDir, { recursive: true });
});

test('the manifests are YAML, and their registry has nothing odd', () => {
  expect(manifests.flatMap(({ errors }) => errors)).toEqual([]);
  expect(gateway.registry.diagnostics).toEqual([]);
  expect(gateway.registry.current.groups).toHaveLength(1);
});

test('the probes ask paths that answer', async () => {
  const server = await gateway.createServer();
  const probes = [...read('kubernetes.yaml').matchAll(/httpGet: \{ path: (\S+),/gu)].map(([, probe = '']) => probe);
  const health = /(?<=PORT \+ ')[^']+/u.exec(dockerfile)?.[0] ?? '';
  expect(probes).toHaveLength(3);
  for (const url of [...probes, health]) expect((await server.inject(url)).statusCode, url).toBe(200);
});

test('the container may write where it has to, and nowhere else', () => {
  const deployment = manifests.find((document) => document.get('kind') === 'Deployment');
  const pod = ['spec', 'template', 'spec'];
  const container = [...pod, 'containers', 0];
  const cacheDir = /CACHE_DIR=(\S+)/u.exec(dockerfile)?.[1];
  const port = Number(/\bPORT=(\d+)/u.exec(dockerfile)?.[1]);
  expect(deployment?.getIn([...container, 'securityContext', 'readOnlyRootFilesystem'])).toBe(true);
  expect(deployment?.getIn([...pod, 'securityContext', 'runAsNonRoot'])).toBe(true);
  expect(deployment?.getIn([...container, 'ports', 0, 'containerPort'])).toBe(port);
  expect(deployment?.getIn([...container, 'resources', 'limits', 'memory'])).toBeDefined();
  const mounts = z
    .array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }))
    .parse(deployment?.toJS().spec.template.spec.containers[0].volumeMounts);
  expect(mounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath)).toEqual([
    cacheDir,
    '/tmp',
  ]);
  expect(dockerfile).toMatch(/^USER node$/mu);
  expect(read('compose.yaml')).toContain(`cache:${cacheDir}`);
});

test('the container is given the time that stopping takes', () => {
  // DRAIN_SECONDS, and ten seconds for what is in flight.
  const seconds = readConfig({}).DRAIN_SECONDS + 10;
  const grace = /terminationGracePeriodSeconds: (\d+)/u.exec(read('kubernetes.yaml'))?.[1];
  const stop = /stop_grace_period: (\d+)s/u.exec(read('compose.yaml'))?.[1];
  expect(Number(grace)).toBeGreaterThan(seconds);
  expect(Number(stop)).toBeGreaterThan(seconds);
});

test('the variables are those that are read', () => {
  const known = Object.keys(readConfig({}));
  const optional = ['GITHUB_TOKEN', 'REDIS_URL'];
  const set =
    /^ENV (.+)$/mu
      .exec(dockerfile)?.[1]
      ?.split(' ')
      .map((pair) => pair.split('=')[0] ?? '') ?? [];
  const named = [...set, ...Object.keys(compose.services.gateway.environment)].filter(
    (name) => !name.startsWith('NODE_'),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !known.includes(name) && !optional.includes(name))).toEqual([]);
});

test('the image is made of what exists, and of all that is needed to run', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gmu)].flatMap(([, files = '']) => files.split(' '));
  expect(copied.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  expect(copied).toEqual(expect.arrayContaining(['package.json', 'schema', 'src', 'examples']));
  const ignored = read('Dockerfile.dockerignore').split('\n');
  expect(copied.filter((file) => !ignored.includes(`!${file}`))).toEqual([]);
});
