import { quote } from '../_errors';
import { clusterNameOf } from './_antrea';
import { antreaConfig, service } from './_examples';
import { mapAt } from './_inventory';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const CONFIG_WRONG_NAME: Rule = {
  id: 'TAM018',
  level: FindingLevel.ERROR,
  title: 'An AntreaConfig is named after its Cluster',
  why: 'The Supervisor takes the AntreaConfig CLUSTER-antrea-package; one of another name is never looked at, unless a ClusterBootstrap refers to it.',
  fix: 'Name it CLUSTER-antrea-package.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/pkg/util/addon_util.go; rotbau/rotbau.github.io of 2023-08-07',
  kinds: ['AntreaConfig'],
  check: (object, inventory) => {
    const { name, annotations } = object.metadata;
    if (annotations?.['tkg.tanzu.vmware.com/template-config'] !== undefined) {
      return NOT_APPLICABLE;
    }
    const isReferredTo = inventory
      .ofKind('ClusterBootstrap')
      .some((bootstrap) => mapAt(bootstrap, 'spec.cni.valuesFrom.providerRef').name === name);
    return clusterNameOf(object) !== undefined || isReferredTo
      ? []
      : [`Its name ${quote(name)} does not end in "-antrea-package", so the Supervisor binds it to no Cluster.`];
  },
  fails: { objects: [antreaConfig({}, { name: 'video-antrea' })] },
  passes: { objects: [antreaConfig()] },
  notApplicable: { objects: [service()] },
};
