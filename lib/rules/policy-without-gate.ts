import { ANTREA_KINDS, clusterNameOf, gatesOf, settingsOf } from './_antrea';
import { antreaConfig, antreaPolicy, cluster, service } from './_examples';
import { POLICY_KINDS, policyRules } from './_policies';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

const POLICY = antreaPolicy({ egress: [{ action: 'Drop', to: [{ ipBlock: { cidr: '224.0.0.0/4' } }] }] });

export const POLICY_WITHOUT_GATE: Rule = {
  id: 'TAM040',
  level: FindingLevel.ERROR,
  title: "Antrea's policies stand in a cluster whose Antrea looks at them",
  why: "With the feature gate AntreaPolicy off, Antrea's own policies are stored and nobody carries them out.",
  fix: 'Turn the feature gate AntreaPolicy on, or leave the policies out.',
  source: 'antrea-io/antrea:docs/antrea-network-policy.md and docs/feature-gates.md',
  kinds: POLICY_KINDS,
  check: (object, inventory) => {
    const name = inventory.clusterOf(object)?.clusterName;
    const configs = ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter(
      (config) => name !== undefined && clusterNameOf(config, inventory) === name,
    );
    if (policyRules(object).length === 0 || configs.length === 0) {
      return NOT_APPLICABLE;
    }
    // Of two clusters of one name it is not known which one is meant.
    return configs.every((config) => gatesOf(settingsOf(config) ?? {}).AntreaPolicy === false)
      ? [`The feature gate AntreaPolicy of cluster "${name}" is off.`]
      : [];
  },
  fails: {
    objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: false } }), POLICY],
  },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: true } }), POLICY] },
  notApplicable: { objects: [service()] },
};
