import { quoted } from '../adoption/printing/_print-code';
import { Answers } from './_answers';

/** Returns `deployment.ts`: the constants of the site, and a function that adds the charts to an app. */
export function deploymentText(answers: Answers): string {
  const { antreaVersion, ubuntuVersion, vmImage } = answers;
  const classes = [...CLASSES, ...(ubuntuVersion === undefined ? [] : ['OsImage']), ...(vmImage ? CLASSES_OF_VM : [])];
  return [
    ...importText(classes),
    '',
    '// The cluster, on the Supervisor.',
    constant('VSPHERE_NAMESPACE', answers.vsphereNamespace),
    constant('CLUSTER', answers.cluster),
    `// As 'kubectl get tkr' shows it.`,
    constant('RELEASE', answers.release),
    ...(antreaVersion === undefined ? [] : [constant('ANTREA_VERSION', antreaVersion)]),
    constant('CLUSTER_CLASS', answers.clusterClass),
    ...(ubuntuVersion === undefined ? [] : [constant('UBUNTU_VERSION', ubuntuVersion)]),
    '// Both ranges stay as they are once the cluster exists.',
    constant('POD_CIDR', answers.podCidr),
    constant('SERVICE_CIDR', answers.serviceCidr),
    constant('VM_CLASS', answers.vmClass),
    constant('STORAGE_CLASS', answers.storageClass),
    constant('NODE_POOL', answers.nodePool),
    constant('REPLICAS', answers.replicas),
    '',
    '// The stream, and the image with iperf 2 that sends and receives it.',
    constant('GROUP', answers.group),
    constant('PORT', answers.port),
    constant('IMAGE', answers.image),
    ...(vmImage === undefined ? [] : ["// As 'kubectl get vmimage' shows it.", constant('VM_IMAGE', vmImage)]),
    '',
    '/** Adds the chart of the Supervisor and the chart of the workload cluster. */',
    'export function addDeployment(app: App): void {',
    '  const supervisor = new SupervisorChart(app, `${CLUSTER}-supervisor`, { vsphereNamespace: VSPHERE_NAMESPACE });',
    "  const cluster = new TanzuCluster(supervisor, 'Cluster', {",
    '    name: CLUSTER,',
    '    release: RELEASE,',
    ...(antreaVersion === undefined ? [] : ['    antreaVersion: ANTREA_VERSION,']),
    '    clusterClass: CLUSTER_CLASS,',
    ...(ubuntuVersion === undefined ? [] : ['    os: OsImage.ubuntu({ version: UBUNTU_VERSION }),']),
    CODE_OF_CLUSTER,
    ...(vmImage === undefined ? ['  cluster.enableMulticast();'] : CODE_OF_VM),
    CODE_OF_WORKLOAD,
  ].join('\n');
}

const CLASSES = [
  ...['App', 'MulticastProof', 'MulticastReceiver', 'MulticastSender', 'MulticastStream', 'SupervisorChart'],
  ...['TanzuCluster', 'WorkloadChart'],
];

const CLASSES_OF_VM = ['MulticastReach', 'MulticastVirtualMachine', 'VmRole'];

const CODE_OF_CLUSTER = `    podCidrs: [POD_CIDR],
    serviceCidrs: [SERVICE_CIDR],
    vmClass: VM_CLASS,
    storageClass: STORAGE_CLASS,
    nodePools: [{ name: NODE_POOL, replicas: REPLICAS }],
  });
  const stream = MulticastStream.of(GROUP, { port: PORT });`;

const CODE_OF_VM = [
  '  cluster.enableMulticast({ streams: [stream], reach: MulticastReach.HOSTS_OUTSIDE });',
  "  new MulticastVirtualMachine(supervisor, 'Vm', {",
  '    name: `${CLUSTER}-receiver-vm`,',
  '    image: VM_IMAGE,',
  '    vmClass: VM_CLASS,',
  '    storageClass: STORAGE_CLASS,',
  '    role: VmRole.receiver([stream]),',
  '  });',
];

const CODE_OF_WORKLOAD = `
  const workload = new WorkloadChart(app, \`\${CLUSTER}-workload\`, { cluster });
  new MulticastReceiver(workload, 'Receiver', { name: 'receiver', stream, image: IMAGE });
  new MulticastSender(workload, 'Sender', { name: 'sender', stream, image: IMAGE });
  new MulticastProof(workload, 'Proof', { image: IMAGE });
}
`;

function importText(classes: string[]): string[] {
  return ['import {', ...[...classes].sort().map((name) => `  ${name},`), "} from 'cdk8s-antrea-multicast';"];
}

function constant(name: string, value: string | number): string {
  return `const ${name} = ${typeof value === 'number' ? value : quoted(value)};`;
}
