import { SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { README_LINES } from '../cluster/_proof-lines';
import { PEERS, PROJECT, createProject, pack, run } from './_user-project';

jest.setTimeout(300_000);

const { devDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** A second cdk8s-plus, whose classes are not those of cdk8s-plus-25. */
const OTHER_PLUS = `cdk8s-plus-33@${devDependencies['cdk8s-plus-33']}`;

const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
let files: string[];
let tarball: string;

beforeAll(() => {
  ({ tarball, files } = pack(folder));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The first example of a page in a language. */
function example(page: string, language = 'ts'): string {
  const text = readFileSync(join(PROJECT, page), 'utf8');
  return (new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text) as RegExpExecArray)[1];
}

test('it contains only the files that users need', () => {
  const allowed =
    /^(LICENSE|(README|CHANGELOG|SECURITY)\.md|docs\/(pictures\/)?[\w-]+\.(md|svg)|package\.json|\.jsii|bin\/[\w-]+\.cjs|images\/[\w./-]+|(lib|imports)\/[\w./-]+\.(js|d\.ts)|bundled\/((ajv|js-yaml|library)\.cjs|LICENSES\.md)|schemas\/[\w.-]+\.json)$/;
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      '.jsii',
      'LICENSE',
      'bundled/LICENSES.md',
      'bundled/ajv.cjs',
      'bundled/library.cjs',
      'README.md',
      'docs/compatibility.md',
      'docs/rules.md',
      'images/multicast/health.sh',
      'images/multicast/receive.sh',
      'images/multicast/run-iperf.sh',
      'images/multicast/send.sh',
      'images/multicast/watch.pl',
      'lib/index.js',
      'lib/validation/plugin/index.js',
      'schemas/cni.tanzu.vmware.com.json',
    ]),
  );
});

test('docs/deploy.md shows the output of the proof on the real API server', () => {
  expect(readFileSync(join(PROJECT, 'docs', 'deploy.md'), 'utf8')).toContain(
    `\`\`\`\n${README_LINES.join('\n')}\n\`\`\`\n`,
  );
});

test('every file in it has a source', () => {
  const compiled = files.filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(compiled.filter((file) => !existsSync(join(PROJECT, file.replace(/\.(js|d\.ts)$/, '.ts'))))).toEqual([]);
});

test('it is smaller than 1 MB', () => {
  const { size } = statSync(tarball);
  process.stdout.write(`the tarball has ${Math.round(size / 1000)} KB\n`);
  expect(size).toBeLessThan(1_000_000);
});

test('it has the licences of the bundled packages', () => {
  const text = readFileSync(join(PROJECT, 'bundled', 'LICENSES.md'), 'utf8');
  for (const name of ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse']) {
    expect(text).toMatch(new RegExp(`^## ${name} [\\d.]+ \\((MIT|BSD-3-Clause)\\)$`, 'm'));
  }
});

test('it has no runtime dependency', () => {
  expect(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');
});

/** The objects of a proof. */
const PROOF = [
  'ServiceAccount multicast-proof',
  'ClusterRole multicast-proof.multicast',
  'ClusterRoleBinding multicast-proof.multicast',
  'Role multicast-proof.multicast',
  'RoleBinding multicast-proof.multicast',
  'Role multicast-proof.multicast',
  'RoleBinding multicast-proof.multicast',
  'ConfigMap multicast-scripts',
  'Job multicast-proof',
];

describe.each([
  ['oldest', PEERS.oldest],
  ['newest', PEERS.newest],
])('with its %s peers', (age, peers) => {
  const app = join(folder, age);
  const tools = join(PROJECT, 'node_modules', '.bin');

  beforeAll(() => {
    createProject(app, [tarball, ...peers, OTHER_PLUS]);
    writeFileSync(join(app, 'outside.ts'), example('docs/vm-to-pod.md'));
    writeFileSync(join(app, 'policies.ts'), example('docs/policies.md'));
    writeFileSync(join(app, 'wanted.ts'), example('docs/multicast-options.md'));
    writeFileSync(join(app, 'first.ts'), example('README.md'));
    writeFileSync(join(app, 'library.ts'), example('docs/library.md'));
    writeFileSync(join(app, 'video-supervisor.ts'), example('docs/snapshot-tests.md'));
    writeFileSync(join(app, 'video.test.js'), example('docs/snapshot-tests.md', 'js'));
    writeFileSync(
      join(app, 'strings.ts'),
      `import { App } from 'cdk8s';
       import { ClusterVariable, SupervisorChart, TanzuCluster } from 'cdk8s-antrea-multicast';
       const app = new App();
       const chart = new SupervisorChart(app, 'strings', { vsphereNamespace: 'ns' });
       const value = ['no', '0x1F', '1_000', '12e3', '2001-01-01'];
       const labels = Object.fromEntries(value.map((text, i) => ['label' + i, text]));
       new TanzuCluster(chart, 'Cluster', {
         name: 'c1', release: 'v1.25', antreaVersion: '1.11.3', podCidrs: ['172.20.0.0/16'], serviceCidrs: ['172.21.0.0/16'], labels,
         vmClass: 'a', storageClass: 'b', nodePools: [{ name: 'np' }], variables: [ClusterVariable.unchecked('own', value)],
       });
       app.synth();`,
    );
    writeFileSync(
      join(app, 'other-plus.ts'),
      `import { App } from 'cdk8s';
       import { ClusterReference, MulticastReceiver, MulticastStream, PodSecurity, WorkloadChart } from 'cdk8s-antrea-multicast';
       import * as kplus from 'cdk8s-plus-33';
       const app = new App();
       const chart = new WorkloadChart(app, 'other', { cluster: ClusterReference.of('c1', 'v1.25') });
       new MulticastReceiver(chart, 'Receiver', {
         image: 'registry.example.com/iperf:v1', stream: MulticastStream.of('239.1.2.3'), name: 'receiver',
         resources: { cpu: { request: kplus.Cpu.millis(100) } },
       });
       PodSecurity.restrict(new kplus.Deployment(chart, 'Video', {
         metadata: { name: 'video' }, containers: [{ image: 'registry.example.com/video:v1' }],
       }));
       app.synth();`,
    );
    const sources = ['first', 'wanted', 'outside', 'policies', 'library', 'video-supervisor', 'strings', 'other-plus'];
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', '--ignoreConfig'];
    const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
    run(process.execPath, [compiler, ...options, ...sources.map((name) => `${name}.ts`)], app);
  });

  test('the files of its App are those of cdk8s', () => {
    const jest = join(PROJECT, 'node_modules', 'jest', 'bin', 'jest.js');
    const env = { ...process.env, PEERS: app };
    const suites = ['__tests__/synthesis/(app|emit|equality)', '__tests__/state/written-order'];
    const { status, stderr } = spawnSync(process.execPath, [jest, ...suites], { cwd: PROJECT, env, encoding: 'utf8' });
    expect({ status, failed: status === 0 ? '' : stderr }).toEqual({ status: 0, failed: '' });
  });

  function synth(script: string): any[] {
    rmSync(join(app, 'dist'), { recursive: true, force: true });
    run(process.execPath, [script], app);
    const written = readdirSync(join(app, 'dist'))
      .filter((file) => file.endsWith('.yaml'))
      .sort();
    return written.flatMap((file) =>
      parseAllDocuments(readFileSync(join(app, 'dist', file), 'utf8'), { version: '1.2' }).map((one) => one.toJS()),
    );
  }

  /** Kinds and names, without the hash of the scripts. */
  function named(objects: any[]): string[] {
    return objects.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/^(multicast-scripts)-.*/, '$1')}`);
  }

  test("the README's first example synthesizes", () => {
    expect(named(synth('first.js'))).toEqual([
      'AntreaConfig video-antrea-package',
      'Cluster video',
      'Namespace multicast',
      'ConfigMap multicast-scripts',
      'Deployment player',
      'Deployment camera',
      ...PROOF,
    ]);
    expect(readFileSync(join(app, 'dist', 'video-runbook.md'), 'utf8')).toMatch(/^# /);
  });

  test('the example of VMs synthesizes', () => {
    expect(named(synth('outside.js'))).toEqual([
      'Secret camera-vm-cloud-init',
      'VirtualMachine camera-vm',
      'Namespace multicast',
      'ConfigMap multicast-scripts',
      'Deployment player',
      ...PROOF,
    ]);
  });

  test('the example of policies synthesizes', () => {
    expect(named(synth('policies.js')).filter((name) => name.startsWith('NetworkPolicy'))).toEqual([
      'NetworkPolicy video-igmp',
      'NetworkPolicy video-data',
    ]);
  });

  test('the example for VKS synthesizes', () => {
    expect(synth('wanted.js').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'AddonConfig live-antrea',
      'Cluster live',
    ]);
  });

  test('the example of a library synthesizes', () => {
    const written = synth('library.js');
    expect(written.map(({ kind }) => kind)).toEqual(['Namespace', 'ConfigMap', 'Deployment']);
    expect(written[2].metadata.name).toMatch(/^workload-player-/);
  });

  test('the snapshot test of the docs runs', () => {
    run(join(tools, 'jest'), ['--rootDir', app, '--ci=false'], app);
    expect(readFileSync(join(app, '__snapshots__', 'video.test.js.snap'), 'utf8')).toContain('video-antrea-package');
  });

  test('strings that look like another type stay strings', () => {
    const strings = ['no', '0x1F', '1_000', '12e3', '2001-01-01'];
    const [{ metadata, spec }] = synth('strings.js');
    expect(Object.values(metadata.labels)).toEqual(strings);
    expect(spec.topology.variables[2].value).toEqual(strings);
  });

  test('amounts and Pods of another cdk8s-plus are accepted', () => {
    const containers = synth('other-plus.js')
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec.containers[0]);
    expect(containers.map(({ resources }) => resources.requests.cpu)).toEqual(['100m', '1000m']);
    expect(containers[1].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  describe('its command line', () => {
    function command(args: string[], input = ''): SpawnSyncReturns<string> {
      return spawnSync(join(app, 'node_modules', '.bin', 'cdk8s-antrea-multicast'), args, {
        cwd: app,
        encoding: 'utf8',
        input,
      });
    }

    test('lints a file, and standard input', () => {
      writeFileSync(join(app, 'namespace.yaml'), OBJECT);
      for (const file of ['namespace.yaml', '-']) {
        expect(command(['lint', file], OBJECT)).toMatchObject({
          status: 0,
          stderr: '',
          stdout: expect.stringMatching(/^0 errors, .*; 1 object checked, /m),
        });
      }
    });

    test('refuses an unreadable file, without a stack', () => {
      writeFileSync(join(app, 'bad.yaml'), `${OBJECT}---\na: [\n`);
      const { status, stdout, stderr } = command(['lint', 'bad.yaml', 'absent.yaml']);
      expect({ status, stdout, lines: stderr.split('\n') }).toEqual({
        status: 2,
        stdout: '',
        lines: [
          expect.stringMatching(/^bad.yaml:6: YAML syntax error/),
          'absent.yaml does not exist: check the path.',
          '',
        ],
      });
    });

    test('stops at 10 MB of standard input', () => {
      const { status, stderr } = command(['lint', '-'], 'a'.repeat(20 * 1024 * 1024));
      expect([status, stderr]).toEqual([2, expect.stringContaining('the limit is 10 MB')]);
    });

    test('prints no error if its reader has ended', () => {
      const file = join(app, 'many.yaml');
      writeFileSync(file, OBJECT);
      const shell = `node_modules/.bin/cdk8s-antrea-multicast lint many.yaml --format sarif | true; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = spawnSync('bash', ['-c', shell], { cwd: app, encoding: 'utf8' });
      expect([stdout, stderr]).toEqual(['0\n', '']);
    });

    test('reports that the device is full', () => {
      writeFileSync(join(app, 'one.yaml'), OBJECT);
      const shell = 'node_modules/.bin/cdk8s-antrea-multicast lint one.yaml > /dev/full';
      const { status, stderr } = spawnSync('bash', ['-c', shell], { cwd: app, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'Standard output cannot be written (ENOSPC): free disk space, or write to another place.\n',
      });
    });

    test('ends if standard error is full too', () => {
      const shell = 'node_modules/.bin/cdk8s-antrea-multicast lint nowhere 2> /dev/full';
      expect(spawnSync('bash', ['-c', shell], { cwd: app, timeout: 60_000 }).status).toBe(2);
    });

    test('reads a pipe of the shell', () => {
      const shell = 'node_modules/.bin/cdk8s-antrea-multicast lint <(cat one.yaml)';
      writeFileSync(join(app, 'one.yaml'), OBJECT);
      const { stdout } = spawnSync('bash', ['-c', shell], { cwd: app, encoding: 'utf8' });
      expect(stdout).toContain('1 object checked');
    });
  });

  describe('its validation plugin, loaded by the real cdk8s-cli', () => {
    function synthWith(config: string, properties = ''): SpawnSyncReturns<string> {
      writeFileSync(join(app, 'by-hand.js'), byHand(config));
      writeFileSync(
        join(app, 'cdk8s.yaml'),
        `language: typescript
app: node by-hand.js
validations:
  - package: ./node_modules/cdk8s-antrea-multicast/lib/validation/plugin
    version: 0.1.0
    class: MulticastValidation
${properties}`,
      );
      rmSync(join(app, 'dist'), { recursive: true, force: true });
      return spawnSync(process.execPath, [join(tools, 'cdk8s'), 'synth', '--no-check-upgrade'], {
        cwd: app,
        encoding: 'utf8',
      });
    }

    test('it passes valid manifests', () => {
      const { status, stdout } = synthWith("trafficEncapMode: 'encap'", '    properties: { vsphere: 8.0u2 }\n');
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/Status +[^a-z]*success/) });
    });

    test('it fails manifests that the Supervisor refuses', () => {
      const { status, stdout } = synthWith("trafficEncapMode: 'encap', noSNAT: true");
      expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringContaining('TAM002') });
      expect(stdout).toContain('AntreaConfig ns/c1-antrea-package');
    });

    test('an unknown property is refused', () => {
      const { status, stderr } = synthWith('', '    properties: { trk: v1.25 }\n');
      expect([status === 0, stderr]).toEqual([false, expect.stringContaining('did you mean "tkr"?')]);
    });
  });
});

const OBJECT = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: video\n';

/** An app without the constructs of this library. */
function byHand(config: string): string {
  return `const { App, Chart, Include } = require('cdk8s');
const fs = require('node:fs');
const app = new App();
const chart = new Chart(app, 'by-hand');
const gates = { AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, FlowExporter: false, Egress: true,
  NodePortLocal: true, AntreaTraceflow: true, NetworkPolicyStats: true, Multicast: true };
const objects = [
  { apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig',
    metadata: { name: 'c1-antrea-package', namespace: 'ns' },
    spec: { antrea: { config: { ${config ? `${config}, ` : ''}featureGates: gates } } } },
  { apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata: { name: 'c1', namespace: 'ns' },
    spec: {
      clusterNetwork: { services: { cidrBlocks: ['172.21.0.0/16'] }, pods: { cidrBlocks: ['172.20.0.0/16'] } },
      topology: { class: 'tanzukubernetescluster', version: 'v1.26.5---vmware.2-fips.1-tkg.1',
        controlPlane: { replicas: 1 },
        workers: { machineDeployments: [{ class: 'node-pool', name: 'np1', replicas: 2 }] },
        variables: [{ name: 'vmClass', value: 'a' }, { name: 'storageClass', value: 'b' }] } } },
];
fs.writeFileSync('objects.yaml', objects.map((one) => JSON.stringify(one)).join('\\n---\\n'));
new Include(chart, 'Objects', { url: 'objects.yaml' });
app.synth();
`;
}
