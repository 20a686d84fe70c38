import { parse } from 'yaml';
import { Folder, run } from './_run';
import { mentions } from '../_mentions';

const CONFIG = `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata:
  name: video-antrea-package
  namespace: broadcast
spec:
  antrea:
    config:
      featureGates:
        Multicast: true
`;
const BOOTSTRAP = `---
apiVersion: run.tanzu.vmware.com/v1alpha3
kind: ClusterBootstrap
metadata: { name: video, namespace: broadcast }
spec: { cni: { refName: antrea*, valuesFrom: { providerRef: { kind: AntreaConfig, name: my-own-name } } } }
`;
const CLUSTER = `---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata:
  name: video
  namespace: broadcast
spec:
  clusterNetwork:
    services:
      cidrBlocks: [172.21.0.0/16]
`;

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('config.yaml', CONFIG);
  folder.write('both.yaml', CONFIG + CLUSTER);
});
afterEach(() => folder.remove());

describe('preview', () => {
  test('prints the ConfigMap that the Supervisor renders', async () => {
    const { code, out, err } = await run([
      'preview',
      'config.yaml',
      '--package',
      '1.9.0+vmware.2-tkg.1-advanced-vmware',
    ]);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'warning: The files do not contain the Cluster of AntreaConfig broadcast/video-antrea-package, so serviceCIDR is the default, 10.96.0.0/12.\n',
    });
    const { kind, metadata, data } = parse(out);
    expect([kind, metadata.name, metadata.namespace]).toEqual(['ConfigMap', 'antrea-config', 'kube-system']);
    expect(Object.keys(data)).toEqual(['antrea-agent.conf', 'antrea-cni.conflist', 'antrea-controller.conf']);
    const agent = parse(data['antrea-agent.conf']);
    expect(agent.multicast).toEqual({ igmpQueryInterval: '125s' });
    expect(agent.serviceCIDR).toBe('10.96.0.0/12');
    expect(JSON.parse(data['antrea-cni.conflist']).name).toBe('antrea');
  });

  test('takes the Service range from the Cluster in the same files', async () => {
    const { out } = await run(['preview', 'both.yaml', '--package', '1.9.0']);
    expect(parse(parse(out).data['antrea-agent.conf']).serviceCIDR).toBe('172.21.0.0/16');
  });

  test('takes the Service range from the Cluster whose ClusterBootstrap refers to the AntreaConfig', async () => {
    folder.write('bound.yaml', CONFIG.replace('video-antrea-package', 'my-own-name') + BOOTSTRAP + CLUSTER);
    const { out } = await run(['preview', 'bound.yaml', '--package', '1.9.0']);
    expect(parse(parse(out).data['antrea-agent.conf']).serviceCIDR).toBe('172.21.0.0/16');
  });

  test('needs one AntreaConfig and a known package version', async () => {
    folder.write('none.yaml', CLUSTER);
    expect(await run(['preview', 'none.yaml', '--package', '1.9.0'])).toEqual({
      code: 2,
      out: '',
      err: mentions('0 AntreaConfigs', '[]'),
    });
    const { code, err } = await run(['preview', 'config.yaml', '--package', '1.10.0']);
    expect(code).toBe(2);
    expect(err).toContain('"1.10.0"');
    expect((await run(['preview', '--package', '1.9.0'])).err).toMatch(/^usage: cdk8s-antrea-multicast preview/);
  });
});

describe('compare', () => {
  test('lists the changes, and which of them are refused', async () => {
    folder.write('after.yaml', CONFIG.replace('featureGates:', 'trafficEncapMode: noEncap\n      featureGates:'));
    const { code, out } = await run(['compare', 'config.yaml', 'after.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('AntreaConfig broadcast/video-antrea-package');
    expect(out).toContain('spec.antrea.config.trafficEncapMode');
  });

  test('takes folders, and reports if nothing changes', async () => {
    folder.write('a/one.yaml', CONFIG);
    folder.write('a/readme.txt', 'not YAML');
    folder.write('b/two.k8s.yaml', CONFIG);
    expect(await run(['compare', 'a', 'b'])).toEqual({ code: 0, out: 'No changes.\n', err: '' });
  });

  test('a changed gate needs a restart of the Antrea Pods', async () => {
    folder.write('after.yaml', CONFIG.replace('Multicast: true', 'Multicast: false'));
    const { code, out } = await run(['compare', 'config.yaml', 'after.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('spec.antrea.config.featureGates.Multicast');
    expect(out).toMatch(/restart/i);
  });

  test('invalid input gives exit code 2', async () => {
    expect((await run(['compare', 'config.yaml', 'missing.yaml'])).code).toBe(2);
    expect((await run(['compare', 'config.yaml'])).err).toMatch(/^usage: cdk8s-antrea-multicast compare/);
  });
});

test('compare gets the version of vSphere', async () => {
  const machine = (className: string) =>
    `apiVersion: vmoperator.vmware.com/v1alpha1\nkind: VirtualMachine\nmetadata: { name: vm1 }\nspec: { className: ${className}, imageName: ubuntu, powerState: poweredOn, storageClass: gold }\n`;
  folder.write('small.yaml', machine('small'));
  folder.write('large.yaml', machine('large'));
  const compared = ['compare', 'small.yaml', 'large.yaml'];
  expect((await run(compared)).code).toBe(1);
  expect((await run([...compared, '--vsphere', '8.0u3'])).code).toBe(1);
  const { code, out } = await run([...compared, '--vsphere', '9.0']);
  expect([code, out]).toEqual([0, mentions('VirtualMachine vm1', 'spec.className', 'VM resize')]);
  const wrong = await run([...compared, '--vsphere', 'x']);
  expect([wrong.code, wrong.err]).toEqual([2, mentions('vSphere version', '"x"')]);
});
