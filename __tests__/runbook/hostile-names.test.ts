import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ApiObject, App, AppProps, Chart, JsonPatch } from 'cdk8s';
import {
  AddonConfig,
  AntreaConfig,
  ClusterReference,
  ICluster,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastVirtualMachine,
  PodNetwork,
  Runbook,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM } from '../_build';
import { Calls, Outcome, blocksOf, isExpected, runBlocks, sorted } from './_stubs';

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const WITH_ADDON = 'v1.35.6---vmware.2-vkr.3';
const POD = { stream: STREAM, image: IMAGE };

function workload(app: App, cluster: ICluster, more: object = {}, id = 'workload'): WorkloadChart {
  return new WorkloadChart(app, id, { cluster, ...more });
}

function reference(): ICluster {
  return ClusterReference.of('c1', RELEASE, { vsphereNamespace: 'ns1' });
}

/** A cluster as JavaScript, or another class, may hand it over. */
function literal(members: object): ICluster {
  return { clusterName: 'c1', release: RELEASE, ...members };
}

function supervisor(app: App, vsphereNamespace = 'ns1'): SupervisorChart {
  return new SupervisorChart(app, 'supervisor', { vsphereNamespace, vsphereVersion: '8.0u2' });
}

/** A chart with a receiver of the stream. */
function withReceiver(app: App, cluster: ICluster = reference(), more: object = {}, id = 'receiver'): WorkloadChart {
  const chart = workload(app, cluster);
  new MulticastReceiver(chart, id, { name: 'player', ...POD, ...more });
  return chart;
}

function rawMachine(chart: Chart, metadata: object): ApiObject {
  const labels = { [`multicast-stream/${STREAM.group}-${STREAM.port}`]: 'sender' };
  return new ApiObject(chart, 'Vm', {
    apiVersion: 'vmoperator.vmware.com/v1alpha1',
    kind: 'VirtualMachine',
    metadata: { labels, ...metadata },
    spec: { imageName: 'vmi-1', className: 'small', storageClass: 'fast', powerState: 'poweredOn' },
  } as never);
}

class Renaming extends WorkloadChart {
  public objectName = 'player';

  public generateObjectName(object: ApiObject): string {
    return object.kind === 'Deployment' ? this.objectName : super.generateObjectName(object);
  }
}

/** A place for a name, in an app that is whole otherwise. */
interface Place {
  readonly make: (app: App, name: string) => void;
  readonly app?: (name: string) => AppProps;
  /** Nothing refuses it before the app is synthesized, which takes its time: it gets fewer names. */
  readonly isLate?: true;
  /** Whether cdk8s takes it; what it throws itself is not judged here. */
  readonly isTaken?: (name: string) => boolean;
  /** What stands for the name in the commands. */
  readonly meant?: (name: string, app: App) => string;
}

/** The file of the only chart, as no command takes it for an option. */
function fileIn(app: App): string {
  const file = readdirSync(app.outdir).find((one) => one.endsWith('.k8s.yaml')) as string;
  return file.startsWith('-') ? `./${file}` : file;
}

const PLACES: { readonly [title: string]: Place } = {
  'clusterName of a literal': { make: (app, clusterName) => void withReceiver(app, literal({ clusterName })) },
  'clusterName of a literal in an AntreaConfig': {
    make: (app, clusterName) =>
      void new AntreaConfig(supervisor(app), 'Config', { cluster: literal({ clusterName, vsphereNamespace: 'ns1' }) }),
  },
  'clusterName of a literal in an AddonConfig': {
    make: (app, clusterName) =>
      void new AddonConfig(supervisor(app), 'Config', { cluster: literal({ clusterName, release: WITH_ADDON }) }),
  },
  'release of a literal': { make: (app, release) => void withReceiver(app, literal({ release })) },
  'antreaVersion of a literal': {
    make: (app, antreaVersion) => void withReceiver(app, literal({ release: 'v1.99', antreaVersion })),
  },
  'vsphereNamespace of a literal': {
    make: (app, vsphereNamespace) => void withReceiver(app, literal({ vsphereNamespace })),
  },
  'clusterName of a literal that changes': {
    isLate: true,
    make: (app, clusterName) => void Object.assign(workload(app, literal({})).cluster, { clusterName }),
  },
  'vsphereNamespace of a literal that changes': {
    isLate: true,
    make: (app, vsphereNamespace) => void Object.assign(workload(app, literal({})).cluster, { vsphereNamespace }),
  },
  'name of a ClusterReference': { make: (app, name) => void withReceiver(app, ClusterReference.of(name, RELEASE)) },
  'vsphereNamespace of a ClusterReference': {
    make: (app, vsphereNamespace) => void withReceiver(app, ClusterReference.of('c1', RELEASE, { vsphereNamespace })),
  },
  'name of a TanzuCluster': {
    make: (app, name) => void new TanzuCluster(supervisor(app), 'Cluster', { ...CLUSTER, name }).enableMulticast(),
  },
  'vsphereNamespace of a SupervisorChart': {
    make: (app, name) => void new AntreaConfig(supervisor(app, name), 'Config', { cluster: literal({}) }),
  },
  'namespace of a WorkloadChart': {
    make: (app, namespace) => {
      const chart = workload(app, reference(), { namespace });
      new MulticastReceiver(chart, 'Receiver', { name: 'player', ...POD });
      new MulticastSender(chart, 'Sender', { name: 'camera', ...POD });
      new MulticastProof(chart, 'Proof', { image: IMAGE });
    },
  },
  'hostNetworkNamespace of a WorkloadChart': {
    make: (app, hostNetworkNamespace) =>
      void new MulticastReceiver(workload(app, reference(), { hostNetworkNamespace }), 'Receiver', {
        name: 'player',
        ...POD,
        network: PodNetwork.HOST,
      }),
  },
  'name of a receiver': { make: (app, name) => void withReceiver(app, reference(), { name }) },
  'name of a bare Pod': {
    make: (app, name) => void withReceiver(app, reference(), { name, kind: WorkloadKind.POD }),
  },
  'name of a sender': {
    make: (app, name) => void new MulticastSender(workload(app, reference()), 'Sender', { ...POD, name }),
  },
  'name of a proof': {
    make: (app, name) => void new MulticastProof(withReceiver(app), 'Proof', { image: IMAGE, name }),
  },
  'name of a Secret of the registry': {
    make: (app, name) => void withReceiver(app, reference(), { imagePullSecrets: [name] }),
  },
  interfaceName: { make: (app, interfaceName) => void withReceiver(app, reference(), { interfaceName }) },
  'id of a chart': {
    isLate: true,
    make: (app, id) =>
      void new MulticastReceiver(workload(app, reference(), {}, id), 'Receiver', { name: 'player', ...POD }),
    meant: (_, app) => fileIn(app),
  },
  'id of a receiver': {
    isLate: true,
    // Without a tag, there is a warning with the path.
    make: (app, id) => void withReceiver(app, reference(), { image: 'registry.example.com/iperf' }, id),
  },
  'name of a MulticastVirtualMachine': {
    make: (app, name) => {
      withReceiver(app);
      const classes = { vmClass: 'small', storageClass: 'fast' };
      const role = VmRole.sender(STREAM);
      new MulticastVirtualMachine(supervisor(app), 'Vm', { name, image: 'vmi-1', ...classes, role });
    },
  },
  'name of a raw VM in a SupervisorChart': {
    isLate: true,
    make: (app, name) => void (withReceiver(app), rawMachine(supervisor(app), { name })),
  },
  'namespace of a raw VM in a SupervisorChart': {
    isLate: true,
    make: (app, namespace) => void (withReceiver(app), rawMachine(supervisor(app), { name: 'vm1', namespace })),
  },
  'name of a raw VM in a plain Chart': {
    isLate: true,
    make: (app, name) => void (withReceiver(app), rawMachine(new Chart(app, 'plain'), { name })),
  },
  'namespace of a raw VM in a plain Chart': {
    isLate: true,
    make: (app, namespace) => void (withReceiver(app), rawMachine(new Chart(app, 'plain'), { name: 'vm1', namespace })),
  },
  'namespace of a plain Chart': {
    isLate: true,
    make: (app, namespace) =>
      void (withReceiver(app), rawMachine(new Chart(app, 'plain', { namespace }), { name: 'vm1' })),
  },
  'patched name of a raw VM': {
    isLate: true,
    make: (app, name) => {
      withReceiver(app);
      rawMachine(supervisor(app), { name: 'vm1' }).addJsonPatch(JsonPatch.replace('/metadata/name', name));
    },
  },
  'name that a chart gives its objects': {
    isLate: true,
    make: (app, name) => {
      const chart = new Renaming(app, 'workload', { cluster: reference() });
      chart.objectName = name;
      new MulticastReceiver(chart, 'Receiver', POD);
    },
  },
  'label of a Pod': {
    isLate: true,
    make: (app, label) => {
      const chart = withReceiver(app);
      new MulticastReceiver(chart, 'More', { name: 'more', ...POD });
      const first = chart.node.findChild('receiver') as MulticastReceiver;
      first.workload.podMetadata.addLabel('cdk8s.io/metadata.addr', label);
    },
  },
  'extension of the files': {
    isLate: true,
    make: (app) => void withReceiver(app),
    app: (outputFileExtension) => ({ outputFileExtension }),
    // With a path or a NUL in it, and with a name that is too long, cdk8s writes elsewhere or not at all.
    isTaken: (name) => !/[/\0]/.test(name) && name.length < 200,
  },
};

/** Ways out of a word of the shell, of a line, of a comment, of a path or of an option. */
const WAYS = [
  (payload: string) => `c; ${payload} #`,
  (payload: string) => `c$(${payload})`,
  (payload: string) => `c\`${payload}\``,
  (payload: string) => `'; ${payload}; '`,
  (payload: string) => `"; ${payload}; "`,
  (payload: string) => `c\\'; ${payload} #`,
  (payload: string) => `'"'"'; ${payload} #`,
  (payload: string) => `c\n${payload}\n`,
  (payload: string) => `c\r${payload}\r\n`,
  (payload: string) => `c\0${payload}`,
  (payload: string) => `c | ${payload}`,
  (payload: string) => `c && ${payload}`,
  (payload: string) => `c || ${payload}`,
  (payload: string) => `c & ${payload} &`,
  (payload: string) => `c <(${payload})`,
  (payload: string) => `\${IFS:+$(${payload})}`,
  (payload: string) => `c # ${payload}`,
  (payload: string) => `# ${payload}`,
  (payload: string) => `c\`\`\`\n\n\`\`\`sh\n${payload}`,
  (payload: string) => `c'}{"\n"}'; ${payload} #`,
  (payload: string) => `c); ${payload}; (true`,
  (payload: string) => `c; done; ${payload}; for X in y; do`,
  (payload: string) => `\u202e${payload}`,
  (payload: string) => `c\u2028${payload}\u0085`,
  (payload: string) => `c\u009b31m${payload}\u001b[0m`,
];
const PAYLOADS = ['touch PWNED', '/bin/touch PWNED', 'echo > PWNED', 'reboot', 'PWNED'];
const WITHOUT_PAYLOAD = [
  ...['../escaped', '../../escaped', '/escaped', '/tmp/escaped', '..', '.', './c', 'c/../../escaped', '..\\escaped'],
  ...['-n', '--help', '-', '--kubeconfig=evil', '-f', '*', '?', '[a-z]*', '~', '~root', '$HOME', '${PATH}', '!!'],
  ...[
    '',
    ' ',
    'two words',
    '\t',
    'C1',
    'c_1',
    'c1.',
    'a,b',
    'a=b',
    '"',
    "'",
    '\\',
    '`',
    '<b>',
    '|',
    '{a,b}',
    'ü',
    '\ud800',
  ],
  ...['x'.repeat(64), 'x'.repeat(300), `${'x'.repeat(5000)}; touch PWNED`, '\u0000', '\u001b]0;title\u0007', '\u200b'],
];
/** What Kubernetes takes, and a shell or YAML may read as something else. */
const LEGAL = ['0', 'true', 'exit', 'x'.repeat(63)];

/** Which ways, and with which payload, changes with the place. */
function namesAt(i: number, isLate = false): string[] {
  const ways = WAYS.map((way, j) => way(`${PAYLOADS[(i + j) % PAYLOADS.length]}${i}`));
  return [
    ...ways.filter((_, j) => !isLate || (i + j) % 2 === 0),
    ...WITHOUT_PAYLOAD.filter((_, j) => (i + j) % (isLate ? 4 : 3) === 0),
    ...LEGAL,
  ];
}

const ROOT = mkdtempSync(join(tmpdir(), 'hostile-'));
const MARKER = 'zz0marker0zz';

/** What one name led to. */
interface Written {
  readonly place: string;
  readonly name: string;
  readonly meant: string;
  readonly text: string;
}

let cases = 0;

/** Writes the runbook with the name at its place, deep in a folder of its own. */
function write(place: string, name: string): Written {
  const { make, app: props, meant } = PLACES[place];
  const outdir = join(ROOT, 'a', 'b', String(cases++), 'dist');
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, ...props?.(name) });
  make(app, name);
  app.synth();
  const [file] = Runbook.write(app);
  return { place, name, meant: meant?.(name, app) ?? name, text: readFileSync(join(outdir, file), 'utf8') };
}

const written: Written[] = [];
const refused: { readonly place: string; readonly name: string; readonly error: Error }[] = [];
const marked = new Map<string, Written>();
let outcome: Outcome;

beforeAll(() => {
  Object.entries(PLACES).forEach(([place, { isLate, isTaken = () => true }], i) => {
    for (const name of namesAt(i, isLate).filter(isTaken)) {
      try {
        written.push(write(place, name));
      } catch (error) {
        refused.push({ place, name, error: error as Error });
      }
    }
    if (written.some((one) => one.place === place)) {
      marked.set(place, write(place, MARKER));
    }
  });
  outcome = runBlocks([...written, ...marked.values()].flatMap(({ text }) => blocksOf(text)));
}, 120_000);

afterAll(() => rmSync(ROOT, { recursive: true }));

test('more than a thousand hostile names are tried, each once', () => {
  const tried = [...written, ...refused].filter(({ name }) => !LEGAL.includes(name));
  expect(tried.length).toBeGreaterThan(1000);
  expect(new Set(tried.map(({ place, name }) => `${place}: ${name}`)).size).toBe(tried.length);
});

test('what is refused is refused in one sentence', () => {
  // What cdk8s lists in the end are sentences of this library too, behind its own first line.
  const isSentence = ({ error: { name, message } }: (typeof refused)[number]) =>
    name === 'InvalidInput'
      ? /^[^\n]+[.)]$/.test(message)
      : /^Validation failed [^\n]*:(\n {2}\[[^\n]+[.)])+$/.test(message);
  expect(refused.filter((one) => !isSentence(one))).toEqual([]);
  expect(refused.length).toBeGreaterThan(800);
});

test('a name that a place takes is written there', () => {
  const places = Object.keys(PLACES).filter((place) => !/^(release|antreaVersion)/.test(place));
  const isWritten = (place: string, legal: string) =>
    written.some((one) => one.place === place && one.name === legal) ||
    (place === 'interfaceName' && legal.length > 15);
  expect(places.filter((place) => !LEGAL.every((legal) => isWritten(place, legal)))).toEqual([]);
  expect(written.filter(({ name }) => !LEGAL.includes(name)).length).toBeGreaterThan(40);
});

test('the commands run what a runbook runs, and nothing else', () => {
  const calls = [...outcome.calls.values()].flat();
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter((call) => !isExpected(call))).toEqual([]);
  expect(outcome.stderr).toBe('');
  expect(outcome.left).toEqual([]);
});

test('each argument is the name that was meant', () => {
  const callsOf = ({ text }: Written): Calls[] => blocksOf(text).map((block) => outcome.calls.get(block) as Calls);
  const wrong = written.flatMap((one) => {
    const like = marked.get(one.place) as Written;
    const expected = callsOf(like).map((calls) =>
      sorted(calls.map((call) => call.map((word) => word.replaceAll(like.meant, () => one.meant)))),
    );
    return JSON.stringify(callsOf(one)) === JSON.stringify(expected) ? [] : [{ ...one, expected, is: callsOf(one) }];
  });
  expect(wrong).toEqual([]);
  const without = [...marked.values()].filter((one) => !JSON.stringify(callsOf(one)).includes(one.meant));
  expect(without.map(({ place }) => place)).toEqual(['interfaceName', 'id of a receiver']);
});

test('no file is written outside of an output folder', () => {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(files.length).toBeGreaterThan(500);
  const folders = new Set(files.map(({ parentPath }) => relative(ROOT, parentPath).replace(/\d+/, 'N')));
  expect([...folders]).toEqual([join('a', 'b', 'N', 'dist')]);
});

test('no runbook holds a character that nobody sees', () => {
  const holds = written.filter(({ text }) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', '')));
  expect(holds.map(({ place, name }) => [place, name])).toEqual([]);
});
