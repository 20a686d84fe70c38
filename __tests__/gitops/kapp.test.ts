import { parse } from 'yaml';
import { GitOps } from '../../lib';
import { twoEnvironments } from './_apps';
import { filesOf, textOf } from './_written';

const files = filesOf(twoEnvironments(), GitOps.kapp());
const annotationsOf = (path: RegExp) => parse(textOf(files, path)).metadata.annotations;

test('an object is in the group of its wave, and after those before it', () => {
  expect(annotationsOf(/^test.*cluster-c1\.yaml/)).toEqual({
    'kapp.k14s.io/change-group': 'cdk8s-antrea-multicast/wave-200',
    'kapp.k14s.io/change-rule.delete-100': 'delete before deleting cdk8s-antrea-multicast/wave-100',
    'kapp.k14s.io/change-rule.upsert-100': 'upsert after upserting cdk8s-antrea-multicast/wave-100',
  });
});

test('the Job of the proof is replaced if it changes', () => {
  expect(annotationsOf(/^test.*job-multicast-proof/)).toMatchObject({
    'kapp.k14s.io/change-rule.upsert-300': 'upsert after upserting cdk8s-antrea-multicast/wave-300',
    'kapp.k14s.io/update-strategy': 'fallback-on-replace',
  });
});

test('the configuration waits for Clusters and keeps the variables of the Supervisor', () => {
  expect(textOf(files, 'kapp-config.yaml')).toMatchInlineSnapshot(`
    "apiVersion: kapp.k14s.io/v1alpha1
    kind: Config
    rebaseRules:
      - resourceMatchers:
          - apiVersionKindMatcher:
              apiVersion: cluster.x-k8s.io/v1beta1
              kind: Cluster
          - apiVersionKindMatcher:
              apiVersion: cluster.x-k8s.io/v1beta2
              kind: Cluster
        ytt:
          overlayContractV1:
            overlay.yml: |
              #@ load("@ytt:data", "data")
              #@ load("@ytt:overlay", "overlay")

              #@ filled = ["TKR_DATA","user","clusterEncryptionConfigYaml","ntp","extensionCert"]

              #@ def variables_of(cluster):
              #@   topology = getattr(getattr(cluster, "spec", None), "topology", None)
              #@   return getattr(topology, "variables", None) or []
              #@ end

              #@ given = [variable.name for variable in variables_of(data.values.new)]

              #@overlay/match by=overlay.all
              ---
              spec:
                #@overlay/match missing_ok=True
                topology:
                  #@overlay/match missing_ok=True
                  variables:
                  #@ for variable in variables_of(data.values.existing):
                  #@ if variable.name in filled and variable.name not in given:
                  #@overlay/append
                  - #@ variable
                  #@ end
                  #@ end
    waitRules:
      - conditionMatchers:
          - type: Ready
            status: "True"
            success: true
          - type: Available
            status: "True"
            success: true
        resourceMatchers:
          - apiVersionKindMatcher:
              apiVersion: cluster.x-k8s.io/v1beta1
              kind: Cluster
          - apiVersionKindMatcher:
              apiVersion: cluster.x-k8s.io/v1beta2
              kind: Cluster
    "
  `);
});

test('the runbook deploys an app for each folder', () => {
  const commands = textOf(files, 'production/c1/runbook.md').match(/^kapp .*production.*/gm);
  expect(commands).toEqual([
    'kapp deploy -a production-c1-supervisor -f supervisor -f ../../kapp-config.yaml --wait-timeout 60m',
    ...Array(2).fill('kapp deploy -a production-c1-workload -f workload -f ../../kapp-config.yaml --wait-timeout 60m'),
  ]);
});
