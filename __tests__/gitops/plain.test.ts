import { GitOps } from '../../lib';
import { oneCluster, twoEnvironments } from './_apps';
import { filesOf, pathsOf, textOf } from './_written';

const files = filesOf(oneCluster(), GitOps.plain());

test('each cluster has a folder for the Supervisor, one for the workload cluster, and its runbook', () => {
  expect(pathsOf(files)).toMatchInlineSnapshot(`
    [
      "c1/supervisor/0100-antreaconfig-c1-antrea-package.yaml",
      "c1/supervisor/0100-secret-c1-vm-cloud-init.yaml",
      "c1/supervisor/0200-cluster-c1.yaml",
      "c1/supervisor/0300-virtualmachine-c1-vm.yaml",
      "c1/supervisor/Kustomization",
      "c1/workload/0000-namespace-multicast.yaml",
      "c1/workload/0100-configmap-multicast-scripts-25c625b0.yaml",
      "c1/workload/0100-serviceaccount-multicast-proof.yaml",
      "c1/workload/0100-clusterrole-multicast-proof.multicast.yaml",
      "c1/workload/0100-clusterrolebinding-multicast-proof.multicast.yaml",
      "c1/workload/0100-role-kube-system-multicast-proof.multicast.yaml",
      "c1/workload/0100-rolebinding-kube-system-multicast-proof.multicast.yaml",
      "c1/workload/0100-role-multicast-multicast-proof.multicast.yaml",
      "c1/workload/0100-rolebinding-multicast-multicast-proof.multicast.yaml",
      "c1/workload/0100-configmap-multicast-scripts-0713bb6f.yaml",
      "c1/workload/0300-deployment-c1-workload-receiver-c8e49363.yaml",
      "c1/workload/0300-deployment-c1-workload-sender-c866f54f.yaml",
      "c1/workload/0400-job-multicast-proof.yaml",
      "c1/workload/Kustomization",
      "c1/runbook.md",
    ]
  `);
});

test('environments are folders above the clusters', () => {
  const all = pathsOf(filesOf(twoEnvironments(), GitOps.plain()));
  expect(all.filter((path) => /runbook|Kustomization|-cluster-/.test(path))).toMatchInlineSnapshot(`
    [
      "production/c1/supervisor/0200-cluster-c1.yaml",
      "production/c1/supervisor/Kustomization",
      "production/c1/workload/Kustomization",
      "test/c1/supervisor/0200-cluster-c1.yaml",
      "test/c1/supervisor/Kustomization",
      "test/c1/workload/Kustomization",
      "production/c1/runbook.md",
      "test/c1/runbook.md",
    ]
  `);
});

test('the list for Kustomize is in the order of application', () => {
  expect(textOf(files, 'c1/supervisor/Kustomization')).toMatchInlineSnapshot(`
    "apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    resources:
      - 0100-antreaconfig-c1-antrea-package.yaml
      - 0100-secret-c1-vm-cloud-init.yaml
      - 0200-cluster-c1.yaml
      - 0300-virtualmachine-c1-vm.yaml
    sortOptions:
      order: fifo
    "
  `);
});

test('kubectl reads no list for Kustomize in a folder, because it has no extension', () => {
  expect(pathsOf(files).filter((path) => /kustomization\.ya?ml$/.test(path))).toEqual([]);
});

test('the runbook applies the folders', () => {
  const applied = textOf(files, 'c1/runbook.md').match(/kubectl apply .*/g);
  expect(applied).toEqual(['kubectl apply -f supervisor', ...Array(2).fill('kubectl apply -f workload')]);
});
