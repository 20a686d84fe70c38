import { FindingLevel } from '../../messages/finding';
import { TrafficEncapMode } from '../../platform/enums';
import { NETWORK_ANNOTATION } from '../../platform/networks/_network-name';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { pathOfRange } from '../manifests/_cluster-topology';
import { sharedRangesOf } from '../manifests/_networks';

const inOneNetwork = { [NETWORK_ANNOTATION]: 'workload-1' };
const config = { trafficEncapMode: TrafficEncapMode.NO_ENCAP };
const secondOne = { name: 'radio', annotations: inOneNetwork };
const withOthers = [
  cluster({}, { annotations: inOneNetwork }),
  antreaConfig(config),
  antreaConfig(config, { name: 'radio-antrea-package' }),
];

export const RANGES_OF_NETWORK: Rule = {
  id: 'TAM113',
  level: FindingLevel.WARNING,
  title: 'Pod ranges of clusters that route to each other do not overlap',
  why: `In the modes noEncap and hybrid, packets with the addresses of Pods are on the network of the Nodes. If Pods of two clusters have the same address there, routers and multicast receivers cannot tell them apart. In mode encap the addresses of Pods do not leave the cluster, and addresses of Services never do. Clusters route to each other if the user gives their network the same name, in the annotation ${NETWORK_ANNOTATION} or in code in the option network. Without a name it is only a note, for clusters of one vSphere Namespace.`,
  fix: 'Choose ranges that do not overlap.',
  source: 'antrea-io/antrea, notes of release v0.4.0',
  kinds: ['Cluster'],
  check: (object, inventory) => {
    const verdicts = sharedRangesOf(object, inventory);
    return (
      verdicts?.map(({ place, level, message, fix, source }) => ({
        level,
        message,
        fix,
        source,
        at: pathOfRange(place, object),
      })) ?? NOT_APPLICABLE
    );
  },
  fails: { objects: [...withOthers, cluster({}, secondOne)] },
  passes: {
    objects: [...withOthers, cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.22.0.0/16'] } } }, secondOne)],
  },
  notApplicable: { objects: [service()] },
};
