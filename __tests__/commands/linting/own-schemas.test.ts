import { Folder, refused, run } from '../_run';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: cameras.example.com }
spec:
  group: example.com
  names: { kind: Camera, plural: cameras }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [group]
              properties:
                group: { type: string, pattern: '^239\\.' }
                port: { x-kubernetes-int-or-string: true }
                rate: { type: integer, minimum: 0, exclusiveMinimum: true }
                free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                lenses:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items: { type: object, properties: { name: { type: string } } }
`;

const CAMERA = `apiVersion: example.com/v1
kind: Camera
metadata: { name: a, namespace: b }
spec:
  group: 239.1.2.3
`;

/** The rules and the fields of the findings on a Camera. */
async function found(camera: string): Promise<string[]> {
  folder.write('crds/camera.yaml', CRD);
  folder.write('camera.yaml', camera);
  const { code, out } = await run(['lint', 'camera.yaml', '--schema', 'crds', '--format', 'json']);
  expect(code).toBeLessThan(2);
  return JSON.parse(out).map(({ ruleId, level, path, line }: any) => `${level} ${ruleId} ${path}:${line}`);
}

test.each([
  ['a valid one', '', []],
  ['a port as text', '  port: http\n', []],
  ['a free field', '  free: { a: 1 }\n', []],
  ['an unknown field', '  grup: x\n', ['error TAM088 spec.grup:6']],
  ['a wrong type', '  rate: fast\n', ['error TAM089 spec.rate:6']],
  ['an excluded bound', '  rate: 0\n', ['error TAM089 spec.rate:6']],
  ['equal keys', '  lenses:\n    - name: x\n    - name: x\n', ['error TAM091 spec.lenses[1]:8']],
])('%s is judged by the schema of the user', async (_, spec, expected) => {
  expect(await found(`${CAMERA}${spec}`)).toEqual(expected);
});

test('a missing field, and an unknown version', async () => {
  expect(await found(CAMERA.replace('group: 239.1.2.3', '{}'))).toEqual([expect.stringContaining('TAM090')]);
  expect(await found(CAMERA.replace('com/v1', 'com/v2'))).toEqual(['error TAM092 apiVersion:1']);
});

test('without the schema nothing is judged', async () => {
  folder.write('camera.yaml', `${CAMERA}  grup: x\n`);
  expect((await run(['lint', 'camera.yaml', '--format', 'json'])).out).toBe('[]\n');
});

test.each([
  ['no CRD', CAMERA, 'contains no CustomResourceDefinition'],
  ['no YAML', 'a: [', 'crd.yaml:1: YAML syntax error'],
  ['no group', CRD.replace('  group:', '  grup:'), 'has the group undefined, the kind "Camera"'],
  ['no versions', CRD.replace('  versions:', '  version:'), 'crd.yaml:1'],
  ['no schema', CRD.replace('openAPIV3Schema', 'openAPI'), 'version "v1" of Camera has no schema.openAPIV3Schema'],
])('a schema with %s is refused', async (_, text, message) => {
  folder.write('crd.yaml', text);
  folder.write('camera.yaml', CAMERA);
  expect(await run(['lint', 'camera.yaml', '--schema', 'crd.yaml'])).toEqual(refused([message]));
});
