import {
  Release,
  antreaConfig,
  antreaPolicy,
  cluster,
  clusterOfRelease,
  networkPolicy,
  pod,
} from '../../lib/rules/_examples';
import { testPaths } from './_path-rows';

const iperf = (...args: string[]) => ['iperf', '-u', ...args];
const receiver = (group: string, name: string) => pod({ command: iperf('-s', '-B', group) }, {}, { name });

/** A Deployment, or a CronJob, with the Pod of an example. */
function inTemplate(kind: 'Deployment' | 'CronJob', example: object): object {
  const { metadata, spec } = example as { metadata: { labels?: object }; spec: object };
  const template = { template: { metadata: { labels: metadata.labels }, spec } };
  return kind === 'Deployment'
    ? { apiVersion: 'apps/v1', kind, metadata: { name: 'camera' }, spec: template }
    : { apiVersion: 'batch/v1', kind, metadata: { name: 'camera' }, spec: { jobTemplate: { spec: template } } };
}

const SIDECAR = { name: 'sidecar', image: 'registry.example.com/sidecar:v1' };
const SECURE = {
  securityContext: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    capabilities: { drop: ['ALL'] },
  },
};
const ENFORCING = { tkr: Release.ENFORCING };
const send = (...more: string[]) => iperf('-c', '239.1.2.3', ...more);
const twoContainers = (first: object, second: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'camera' },
  spec: {
    containers: [
      { ...SIDECAR, ...first },
      { ...SIDECAR, name: 'main', ...second },
    ],
  },
});
const withInit = (init: object, container: object) => pod(container, { initContainers: [{ ...SIDECAR, ...init }] });

testPaths('the arguments of workloads', [
  ['TAM027', ['spec.containers[0].command[4]'], [pod({ command: iperf('-s', '-B', '224.0.0.251') })]],
  ['TAM027', ['spec.containers[0].args[2]'], [pod({ command: ['iperf'], args: ['-u', '-s', '--bind=224.0.0.251'] })]],
  [
    'TAM028',
    ['spec.template.spec.containers[0].command[4]'],
    [inTemplate('Deployment', pod({ command: iperf('-s', '-B', '232.1.2.3') }))],
  ],
  [
    'TAM028',
    ['spec.containers[0].args[0]', 'spec.containers[1].args[3]'],
    [
      twoContainers(
        { command: ['sh', '-c'], args: ['sleep 3\niperf -s -u -B 225.1.2.3\n'] },
        { command: ['iperf'], args: ['-u', '-s', '-B', '228.1.2.3'] },
      ),
    ],
  ],
  [
    'TAM029',
    ['spec.containers[0].command[4]'],
    Array.from({ length: 21 }, (_, i) => receiver(`239.1.1.${i}`, `player-${i}`)),
  ],
  ['TAM030', ['spec.containers[0].command[5]'], [pod({ command: send('-T', '1') })]],
  ['TAM030', ['spec.containers[0].command[4]'], [pod({ command: send('-T1') })]],
  ['TAM030', ['spec.containers[0].command'], [pod({ command: send() })]],
  [
    'TAM030',
    ['spec.jobTemplate.spec.template.spec.containers[0].args'],
    [inTemplate('CronJob', pod({ command: ['iperf'], args: ['-u', '-c', '239.1.2.3'] }))],
  ],
  [
    'TAM030',
    ['spec.initContainers[0].args[0]', 'spec.containers[0].args[3]'],
    [
      withInit(
        { command: ['sh', '-c'], args: ['iperf -u -c 239.1.2.3'] },
        { command: ['iperf'], args: ['-u', '-c', '239.1.2.3', '--ttl=1'] },
      ),
    ],
  ],
  [
    'TAM031',
    ['metadata.labels.run'],
    [pod({ command: iperf('-s', '-B', '239.1.2.3') }, {}, { labels: { run: 'mcsender' } })],
  ],
  [
    'TAM031',
    ['spec.template.metadata.labels.run'],
    [inTemplate('Deployment', pod({ command: send('-T', '8') }, {}, { labels: { run: 'mcreceiver' } }))],
  ],
  [
    'TAM031',
    ['spec.containers[0].image'],
    [pod({ image: 'registry.example.com/mcreceiver:v1', command: send('-T', '8') })],
  ],
  [
    'TAM071',
    ['spec.containers[0].command[5]'],
    [
      antreaConfig({ trafficEncapMode: 'noEncap' }),
      cluster(),
      receiver('239.1.2.3', 'player'),
      pod({ command: send('-T', '1') }),
    ],
  ],
  [
    'TAM071',
    ['spec.hostNetwork'],
    [
      antreaConfig(),
      cluster(),
      receiver('239.1.2.3', 'player'),
      pod({ command: send('-T', '8') }, { hostNetwork: true }),
    ],
  ],
  ['TAM079', ['spec.containers[0].command[4]'], [pod({ command: iperf('-s', '-B', '232.1.2.3', '-H', '192.0.2.7') })]],
  ['TAM079', ['spec.containers[0].command[6]'], [pod({ command: iperf('-s', '-B', '239.1.2.3', '-H', '192.0.2.7') })]],
]);

testPaths('the Pods of workloads', [
  ['TAM032', ['spec.containers[0].securityContext.allowPrivilegeEscalation'], [pod()], ENFORCING],
  [
    'TAM032',
    ['spec.jobTemplate.spec.template.spec.initContainers[0].securityContext.privileged'],
    [inTemplate('CronJob', withInit({ securityContext: { privileged: true } }, SECURE))],
    ENFORCING,
  ],
  ['TAM032', ['spec.hostNetwork'], [pod(SECURE, { hostNetwork: true })], ENFORCING],
  [
    'TAM032',
    ['spec.volumes[1].hostPath'],
    [
      pod(SECURE, {
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', hostPath: { path: '/' } },
        ],
      }),
    ],
    ENFORCING,
  ],
  [
    'TAM032',
    ['spec.containers[1].ports[0].hostPort'],
    [twoContainers(SECURE, { ...SECURE, ports: [{ hostPort: 5001, containerPort: 5001 }] })],
    ENFORCING,
  ],
  [
    'TAM032',
    ['spec.securityContext.runAsNonRoot'],
    [
      pod(
        { securityContext: { ...SECURE.securityContext, runAsNonRoot: undefined } },
        { securityContext: { runAsNonRoot: false } },
      ),
    ],
    ENFORCING,
  ],
  [
    'TAM032',
    ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/main"]'],
    [
      pod(
        SECURE,
        {},
        {
          annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' },
        },
      ),
    ],
    ENFORCING,
  ],
  ['TAM033', ['spec.template.spec.dnsPolicy'], [inTemplate('Deployment', pod({}, { hostNetwork: true }))]],
  ['TAM038', ['spec.template.spec'], [inTemplate('Deployment', pod())]],
  ['TAM042', ['spec.hostNetwork'], [pod({ command: send('-T', '8') }, { hostNetwork: true })]],
  [
    'TAM072',
    ['spec.template.spec.hostNetwork'],
    [antreaConfig(), cluster(), inTemplate('Deployment', pod({ command: send('-T', '8') }, { hostNetwork: true }))],
  ],
  ['TAM073', ['spec.containers[0].securityContext.capabilities.drop'], [antreaConfig(), cluster(), pod()]],
  [
    'TAM073',
    ['spec.containers[1].securityContext.capabilities.add'],
    [
      antreaConfig(),
      cluster(),
      twoContainers(SECURE, { securityContext: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } }),
    ],
  ],
  [
    'TAM073',
    ['spec.initContainers[0].securityContext.privileged'],
    [antreaConfig(), cluster(), withInit({ securityContext: { privileged: true } }, SECURE)],
  ],
]);

testPaths('policies', [
  [
    'TAM039',
    ['spec.egress[1].protocols[0].igmp.groupAddress', 'spec.egress[1].action', 'spec.egress[1].to'],
    [
      antreaPolicy({
        egress: [
          { action: 'Allow', to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
          { action: 'Reject', protocols: [{ igmp: { groupAddress: '10.1.2.3' } }], to: [{ podSelector: {} }] },
        ],
      }),
    ],
  ],
  [
    'TAM039',
    ['spec.egress[0].to[1].ipBlock.cidr', 'spec.egress[0].to[0].podSelector'],
    [
      antreaPolicy({
        egress: [
          {
            action: 'Drop',
            to: [{ ipBlock: { cidr: '239.0.0.0/8' }, podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }],
          },
        ],
      }),
    ],
  ],
  [
    'TAM039',
    ['spec.egress[0].appliedTo'],
    [antreaPolicy({ appliedTo: [], egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '239.0.0.0/8' } }] }] })],
  ],
  [
    'TAM040',
    ['metadata.name'],
    [
      cluster(),
      antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: false } }),
      antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] }),
    ],
  ],
  [
    'TAM041',
    ['apiVersion'],
    [
      clusterOfRelease(Release.WITH_ADDON),
      antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] }),
    ],
  ],
  [
    'TAM076',
    ['spec.policyTypes[1]'],
    [pod({ command: send('-T', '8') }), networkPolicy({ policyTypes: ['Ingress', 'Egress'] })],
  ],
  ['TAM076', ['spec.egress[0]'], [pod({ command: send('-T', '8') }), antreaPolicy({ egress: [{ action: 'Drop' }] })]],
  [
    'TAM076',
    ['spec.egress[0].to[0].ipBlock.except[1]'],
    [
      networkPolicy({
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '224.0.0.0/4'] } }] }],
      }),
    ],
  ],
  [
    'TAM077',
    ['spec.ingress[1].from[1].ipBlock.cidr'],
    [
      antreaPolicy({
        ingress: [
          { action: 'Allow', from: [{ podSelector: {} }] },
          { action: 'Drop', from: [{ podSelector: {} }, { ipBlock: { cidr: '224.0.0.0/4' } }] },
        ],
      }),
    ],
  ],
  [
    'TAM078',
    ['spec.egress[0].protocols[0].igmp.igmpType'],
    [antreaPolicy({ egress: [{ action: 'Drop', protocols: [{ igmp: { igmpType: 0x16 } }] }] })],
  ],
]);
