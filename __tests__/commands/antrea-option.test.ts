import { refused, run } from './_run';

test.each([
  [[], 'is not in the tables'],
  [['--antrea', 'v1.24.99---vmware.1-tkg.1=1.7.2'], 'Antrea 1.7.2 does not support multicast'],
  [['--antrea', 'v1.24.99---vmware.1-tkg.1=1.7.2', '--antrea', '2.4.5'], 'Antrea 1.7.2 does not support multicast'],
])('the version of Antrea of one release: %j', async (options, expected) => {
  const { out } = await run(['lint', '-', ...options], UNKNOWN_RELEASE);
  expect(out).toContain(expected);
});

test('two versions of Antrea for one release are refused', async () => {
  const release = 'v1.24.99---vmware.1-tkg.1';
  const twice = ['--antrea', `${release}=1.7.2`, '--antrea', `${release}=1.9.0`];
  expect(await run(['lint', '-', ...twice], UNKNOWN_RELEASE)).toEqual(refused(['--antrea', '1.7.2', '1.9.0', release]));
});

const UNKNOWN_RELEASE = `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: c-antrea-package, namespace: ns }
spec: { antrea: { config: { featureGates: { Multicast: true } } } }
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: c, namespace: ns }
spec: { topology: { class: own, version: v1.24.99---vmware.1-tkg.1 } }
`;
