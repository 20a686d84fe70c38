import { posix } from 'path';
import { Tree } from '../checks/_trees';
import { FILLED_VARIABLES } from '../platform/tables/structures/_filled-variables';
import { Delivery } from '../runbook/_delivery';
import { fileWord, shellWord } from '../runbook/_markdown';
import { Engine } from './_engine';
import { Folder, Item } from './_written';

const CONFIG = 'kapp-config.yaml';

/** One app for each folder, with change groups and change rules (carvel.dev/kapp/docs/develop/apply-ordering). */
export const KAPP: Engine = {
  listName: 'Kustomization',
  reserved: [],
  annotations: (item, folder) => ({ ...updateStrategy(item), ...changeRules(item, folder) }),
  files: (_, emit) => [{ path: CONFIG, text: emit(kappConfig()) }],
  delivery: (owner, folderAt): Delivery => {
    const configFile = posix.relative(owner.path, CONFIG);
    const deploy = (file: string) => {
      const { owner: of, side } = folderAt(file);
      return [
        `kapp deploy -a ${shellWord(`${of.name}-${side}`)} -f ${fileWord(file)} -f ${fileWord(configFile)} --wait-timeout 60m`,
      ];
    };
    return {
      intro:
        'cdk8s-antrea-multicast wrote this file together with the folders next to it. Run the commands in the folder of this file. kapp shows the changes, and applies them when you confirm.',
      noun: 'folder',
      replacesJobs: true,
      repeatsJobs: false,
      registration: [],
      startNote:
        '`kapp deploy` also starts the proof, when all workloads are ready. To read its result, see [Proof](#proof).',
      proofNote: 'To run the proof again, use these commands. They delete the old Job, and kapp creates it again:',
      apply: deploy,
      again: deploy,
    };
  },
};

function updateStrategy({ written }: Item): Tree {
  const isReplaced = ['Job', 'Pod'].includes(String(written.manifest.kind));
  return isReplaced ? { 'kapp.k14s.io/update-strategy': 'fallback-on-replace' } : {};
}

/** Returns the group of the object's wave, and rules that order it after all groups before it. */
function changeRules({ wave }: Item, { items }: Folder): Tree {
  const before = [...new Set(items.map((item) => item.wave))].filter((other) => other < wave);
  return Object.fromEntries([
    ['kapp.k14s.io/change-group', groupOfWave(wave)],
    ...before.flatMap((other) => [
      [`kapp.k14s.io/change-rule.delete-${other}`, `delete before deleting ${groupOfWave(other)}`],
      [`kapp.k14s.io/change-rule.upsert-${other}`, `upsert after upserting ${groupOfWave(other)}`],
    ]),
  ]);
}

function groupOfWave(wave: number): string {
  return `cdk8s-antrea-multicast/wave-${wave}`;
}

/** Returns when a Cluster is ready, and which of its variables stay although its manifest does not have them. */
function kappConfig(): Tree {
  // A list of its own for each rule: YAML would write the second one as a reference to the first one.
  const matchers = () =>
    ['v1beta1', 'v1beta2'].map((version) => ({
      apiVersionKindMatcher: { apiVersion: `cluster.x-k8s.io/${version}`, kind: 'Cluster' },
    }));
  const ready = ['Ready', 'Available'].map((type) => ({ type, status: 'True', success: true }));
  return {
    apiVersion: 'kapp.k14s.io/v1alpha1',
    kind: 'Config',
    rebaseRules: [{ resourceMatchers: matchers(), ytt: { overlayContractV1: { 'overlay.yml': OVERLAY } } }],
    waitRules: [{ conditionMatchers: ready, resourceMatchers: matchers() }],
  };
}

/** Adds the variables of the existing Cluster that the Supervisor has filled in, and that the new one does not have. */
const OVERLAY = `#@ load("@ytt:data", "data")
#@ load("@ytt:overlay", "overlay")

#@ filled = ${JSON.stringify(FILLED_VARIABLES.map(({ name }) => name))}

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
`;
