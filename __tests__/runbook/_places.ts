import { readdirSync } from 'node:fs';
import { ApiObject, App, AppProps, Chart, JsonPatch } from 'cdk8s';
import {
  AddonConfig,
  AntreaConfig,
  ClusterReference,
  ExistingWorkload,
  ICluster,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastVirtualMachine,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
  WorkloadKind,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM } from '../_build';

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const WITH_ADDON = 'v1.35.6---vmware.2-vkr.3';
const POD = { stream: STREAM, image: IMAGE };

function workload(app: App, cluster: ICluster, more: object = {}, id = 'workload'): WorkloadChart {
  return new WorkloadChart(app, id, { cluster, ...more });
}

function reference(): ICluster {
  return ClusterReference.of('c1', RELEASE, { vsphereNamespace: 'ns1' });
}

/** A cluster as a plain object, as JavaScript may pass it. */
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

/** An existing workload, of which only the labels are known unless the options have one of the app. */
function existing(app: App, options: object): ExistingWorkload {
  const elsewhere = { namespace: 'feeds', labels: { app: 'feed' } };
  const of = 'workload' in options ? {} : elsewhere;
  return new ExistingWorkload(workload(app, reference()), 'Existing', { ...of, receives: [STREAM], ...options });
}

function rawWorkload(app: App, metadata: object, label = 'feed'): ApiObject {
  const labels = { app: label };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'i:v1' }] } };
  return new ApiObject(new Chart(app, 'plain', { namespace: 'feeds' }), 'Object', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels }, template },
  } as never);
}

class Renaming extends WorkloadChart {
  public objectName = 'player';

  public generateObjectName(object: ApiObject): string {
    return object.kind === 'Deployment' ? this.objectName : super.generateObjectName(object);
  }
}

/** A place for a name, in an app that is otherwise complete. */
export interface Place {
  readonly make: (app: App, name: string) => void;
  readonly app?: (name: string) => AppProps;
  /** Whether only synth, which is slow, checks the name. Such a place is tested with fewer names. */
  readonly isLate?: true;
  /** Whether cdk8s accepts it. Errors of cdk8s are not tested here. */
  readonly isTaken?: (name: string) => boolean;
  /** The text for the name in the commands. */
  readonly meant?: (name: string, app: App) => string;
}

/** The file of the only chart, in a form that no command reads as an option. */
function fileIn(app: App): string {
  const file = readdirSync(app.outdir).find((one) => one.endsWith('.k8s.yaml')) as string;
  return file.startsWith('-') ? `./${file}` : file;
}

/** The places where a name can enter: constructs, raw objects, plain objects as cluster, and the app itself. */
export const PLACES: { readonly [title: string]: Place } = {
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
    // An image without a tag gives a warning, which contains the path.
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
    // With a path separator, a NUL or a name that is too long, cdk8s writes to another place or fails.
    isTaken: (name) => !/[/\0]/.test(name) && name.length < 200,
  },
  'name of an existing workload elsewhere': {
    make: (app, name) => void existing(app, { kind: 'StatefulSet', name }),
  },
  'namespace of an existing workload elsewhere': { make: (app, namespace) => void existing(app, { namespace }) },
  'label of an existing workload elsewhere': {
    make: (app, label) => void existing(app, { labels: { tier: label } }),
  },
  'name of an existing workload': {
    isLate: true,
    make: (app, name) => void existing(app, { workload: rawWorkload(app, { name }) }),
  },
  'namespace of an existing workload': {
    isLate: true,
    make: (app, namespace) => void existing(app, { workload: rawWorkload(app, { name: 'feed', namespace }) }),
  },
  'label of the Pods of an existing workload': {
    isLate: true,
    make: (app, label) => void existing(app, { workload: rawWorkload(app, { name: 'feed' }, label) }),
  },
};
