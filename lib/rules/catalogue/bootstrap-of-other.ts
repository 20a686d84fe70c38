import { pathOf } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaObjectName } from '../../platform/_cluster-name';
import { AntreaObject } from '../../platform/enums';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Report, Rule } from '../_rule';
import { clusterNameOf } from '../manifests/_antrea';
import { Inventory, Manifest, nameOf, textOf } from '../manifests/_inventory';
import { clustersAt, clustersIn, lookup } from '../manifests/_lookups';

const ANTREA_CNI = { apiGroup: 'cni.tanzu.vmware.com', kind: 'AntreaConfig' };
const CNI_PATH = 'spec.cni';
const REF_PATH = `${CNI_PATH}.valuesFrom.providerRef`;

const bootstrap = (refName: string, ref: object = {}) => ({
  apiVersion: 'run.tanzu.vmware.com/v1alpha3',
  kind: 'ClusterBootstrap',
  metadata: { name: 'video', namespace: 'broadcast' },
  spec: { cni: { refName, valuesFrom: { providerRef: { ...ANTREA_CNI, name: 'own', ...ref } } } },
});

export const BOOTSTRAP_OF_OTHER: Rule = {
  id: 'TAM101',
  level: FindingLevel.ERROR,
  title: 'A ClusterBootstrap refers to the AntreaConfig of its Cluster',
  why: 'The Supervisor uses only the AntreaConfig that the ClusterBootstrap of a Cluster names, and finds the ClusterBootstrap by the name of the Cluster.',
  fix: 'Set spec.cni.refName to "antrea*", and providerRef to the apiGroup, kind and name of the AntreaConfig.',
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/pkg/util/clusterbootstrapclone and tkg/test/data/testdata/customClusterBootstrapAntrea.yaml',
  kinds: ['ClusterBootstrap'],
  check: (object, inventory) => {
    const ref = valueAt(object, REF_PATH);
    const configs = antreaConfigsIn(inventory, inventory.entryOf(object).server, object.metadata.namespace);
    if (!isTree(ref) || (configs.length === 0 && !namesAntreaConfig(ref))) {
      return NOT_APPLICABLE;
    }
    const isBound = configs.some(({ metadata }) => metadata.name === ref.name);
    // A ClusterBootstrap of another CNI, next to the AntreaConfig of another Cluster, is valid.
    return isBound || namesAntreaConfig(ref) || isOfCluster(configs, object)
      ? [...refReports(object, ref, configs, inventory), ...clusterReports(object, inventory)]
      : [];
  },
  fails: { objects: [antreaConfig({}, { name: 'own' }), bootstrap('antrea*', { name: 'other' })] },
  passes: { objects: [antreaConfig({}, { name: 'own' }), bootstrap('antrea*')] },
  notApplicable: { objects: [service()] },
};

const antreaConfigsIn = lookup(
  (inventory) => inventory.ofKind(ANTREA_CNI.kind),
  (config, inventory) => [inventory.entryOf(config).server, config.metadata.namespace],
);

function namesAntreaConfig({ kind }: Tree): boolean {
  return kind === ANTREA_CNI.kind;
}

/** Whether one of the AntreaConfigs is for the Cluster of the ClusterBootstrap, by its name. */
function isOfCluster(configs: Manifest[], { metadata }: Manifest): boolean {
  const name = antreaObjectName(AntreaObject.ANTREA_CONFIG, textOf(metadata.name));
  return configs.some((config) => config.metadata.name === name);
}

/** The mistakes in the reference to the AntreaConfig. */
function refReports(object: Manifest, ref: Tree, configs: Manifest[], inventory: Inventory): Report[] {
  const reports: Report[] = [];
  const refName = valueAt(object, `${CNI_PATH}.refName`);
  if (typeof refName === 'string' && !/^antrea([.*]|$)/.test(refName)) {
    reports.push({
      message: `spec.cni.refName is ${quote(refName)}, which is not a package of Antrea, but an AntreaConfig is for this Cluster.`,
      fix: 'Write "antrea*", or the name of the package of Antrea in the release.',
      at: pathOf(`${CNI_PATH}.refName`),
    });
  }
  for (const [name, right] of Object.entries(ANTREA_CNI)) {
    if (ref[name] !== right) {
      reports.push({
        message: `${name} of providerRef is ${quote(ref[name])}, so it does not refer to an AntreaConfig.`,
        fix: `Write ${quote(right)}.`,
        level: ref[name] === undefined ? FindingLevel.WARNING : FindingLevel.ERROR,
        at: pathOf(`${REF_PATH}.${name}`),
      });
    }
  }
  if (configs.length > 0 && configs.every(({ metadata }) => metadata.name !== ref.name)) {
    const own = configs.filter((config) =>
      [undefined, object.metadata.name].includes(clusterNameOf(config, inventory)),
    );
    const names = own.map(({ metadata }) => quote(metadata.name)).slice(0, 3);
    reports.push({
      message: `It refers to the AntreaConfig ${quote(ref.name)}, which is not among the objects of its namespace.`,
      fix: `Write the name of its AntreaConfig${names.length > 0 ? `, such as ${names.join(' or ')}` : ', or add this one'}.`,
      level: names.length > 0 ? FindingLevel.ERROR : FindingLevel.WARNING,
      at: pathOf(`${REF_PATH}.name`),
    });
  }
  return reports;
}

/** Checks that a Cluster has the name of the ClusterBootstrap, if the namespace has Clusters. */
function clusterReports(object: Manifest, inventory: Inventory): Report[] {
  const { name, namespace } = object.metadata;
  const nearby = clustersIn(inventory, object, namespace);
  return nearby.length === 0 || clustersAt(inventory, object, name, namespace).length > 0
    ? []
    : [
        {
          message: `Its name ${quote(name)} is not that of a Cluster in its namespace, such as ${nameOf(nearby[0])}, so no Cluster uses it.`,
          fix: 'Give it the name of its Cluster.',
          level: nearby.length === 1 ? FindingLevel.ERROR : FindingLevel.WARNING,
          at: ['metadata', 'name'],
        },
      ];
}
