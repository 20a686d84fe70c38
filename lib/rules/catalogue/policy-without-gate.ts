import { FindingLevel } from '../../messages/finding';
import { antreaConfig, antreaPolicy, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNameOf, gatesOf, settingsOf } from '../manifests/_antrea';
import { once } from '../manifests/_lookups';
import { POLICY_KINDS, policyRules } from '../manifests/policies/_policies';

const POLICY = antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] });

export const POLICY_WITHOUT_GATE: Rule = {
  id: 'TAM040',
  level: FindingLevel.ERROR,
  title: 'AntreaPolicy is on in clusters with policies of Antrea',
  why: "If the feature gate AntreaPolicy is off, Antrea's own policies are stored but not enforced.",
  fix: 'Turn the feature gate AntreaPolicy on.',
  source: 'antrea-io/antrea:docs/antrea-network-policy.md and docs/feature-gates.md',
  kinds: POLICY_KINDS,
  at: 'metadata.name',
  check: (object, inventory) => {
    const name = inventory.clusterOf(object)?.clusterName;
    const isOff = name === undefined ? undefined : offByCluster(inventory).get(name);
    if (policyRules(object).length === 0 || isOff === undefined) {
      return NOT_APPLICABLE;
    }
    return isOff ? [`The feature gate AntreaPolicy is off in cluster "${name}".`] : [];
  },
  fails: {
    objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: false } }), POLICY],
  },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: true } }), POLICY] },
  notApplicable: { objects: [service()] },
};

/** Whether the gate is off, by the name of the cluster. If two clusters have the same name: whether it is off in both. */
const offByCluster = once((inventory) => {
  const found = new Map<string | undefined, boolean>();
  for (const config of ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    const name = clusterNameOf(config, inventory);
    const isOff = gatesOf(settingsOf(config) ?? {}).AntreaPolicy === false;
    found.set(name, isOff && (found.get(name) ?? true));
  }
  return found;
});
