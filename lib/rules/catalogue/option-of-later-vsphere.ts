import { FindingLevel } from '../../messages/finding';
import { isAutoscaled } from '../../platform/_pool-verdicts';
import { optionVerdicts } from '../../platform/_supervisors';
import { OPTIONS_SINCE } from '../../platform/tables/_supervisor-builds';
import { Vsphere, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isCluster, poolsOfCluster } from '../manifests/_cluster-topology';
import { listAt } from '../manifests/_inventory';

const withPodSecurity = cluster({
  topology: { variables: [{ name: 'podSecurityStandard', value: { enforce: 'baseline' } }] },
});

export const OPTION_OF_LATER_VSPHERE: Rule = {
  id: 'TAM109',
  level: FindingLevel.ERROR,
  title: 'The Supervisor and the release have the options that a Cluster uses',
  why: `An earlier Supervisor refuses or ignores them: ${OPTIONS_SINCE.map(({ option, vsphere, kubernetes }) => `${option} (vSphere ${vsphere}${kubernetes === undefined ? '' : `, Kubernetes ${kubernetes}`})`).join('; ')}. It is a warning if only second-hand sources show the version.`,
  fix: 'Leave the option out, or use a later version of vSphere or a later release.',
  source: [...new Set(OPTIONS_SINCE.map(({ source }) => source))].join('; '),
  kinds: ['Cluster'],
  check: (object, inventory) =>
    isCluster(object)
      ? optionVerdicts({
          vsphere: inventory.vsphereOf(object),
          release: inventory.asCluster('', object)?.release,
          apiVersion: object.apiVersion,
          variables: listAt(object, 'spec.topology.variables'),
          autoscaled: poolsOfCluster(object).findIndex(({ nodes }) => isAutoscaled(nodes.annotations)),
        })
      : NOT_APPLICABLE,
  fails: { objects: [withPodSecurity], vsphere: Vsphere.WITHOUT_POD_SECURITY },
  passes: { objects: [withPodSecurity], vsphere: Vsphere.WITH_POD_SECURITY },
  notApplicable: { objects: [service()] },
};
