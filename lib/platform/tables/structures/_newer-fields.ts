/** A field that the schema in `crds/` lacks, and that a newer API server is known to have. */
export interface NewerField {
  readonly group: string;
  readonly kind: string;
  /** Path of the field. `[]` stands for the items of a list. */
  readonly path: string;
  /** The API servers that have it. */
  readonly where: string;
  readonly source: string;
}

const ANTREA_CONFIG_TEMPLATES = 'warroyo/argocd-scaffolding 0fd8526^: infrastructure/base/antrea-config/config.yaml';
const POLICIES_OF_2_5 = 'antrea-io/antrea v2.5.2: build/yamls/antrea-crds.yml';

function ofAntreaConfig(path: string): NewerField {
  const where = 'The AntreaConfig of newer Supervisors has it';
  return { group: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', path, where, source: ANTREA_CONFIG_TEMPLATES };
}

/** A setting of Antrea that its later versions have. */
function ofLaterAntrea(path: string): NewerField {
  return {
    group: 'cni.tanzu.vmware.com',
    kind: 'AntreaConfig',
    path,
    where: 'Antrea has it from 1.12 on, but no public source shows that an AntreaConfig has it',
    source:
      'antrea-io/antrea v1.12.0: pkg/config/agent/config.go; the CRD of vmware-tanzu/tanzu-framework v0.29.0 lacks it',
  };
}

function ofPolicies(path: string): NewerField[] {
  const where = 'Antrea 2.5 has it, Antrea 1.13 does not';
  return ['ClusterNetworkPolicy', 'NetworkPolicy'].map((kind) => ({
    group: 'crd.antrea.io',
    kind,
    path,
    where,
    source: POLICIES_OF_2_5,
  }));
}

export const NEWER_FIELDS: NewerField[] = [
  ofAntreaConfig('spec.antreaNSX'),
  ofAntreaConfig('spec.antreaIPFIX'),
  ofAntreaConfig('spec.antrea.windows'),
  ofLaterAntrea('spec.antrea.config.multicast.enable'),
  ofLaterAntrea('spec.antrea.config.multicast.igmpQueryVersions'),
  ...ofPolicies('spec.appliedTo[].nodeSelector'),
  ...ofPolicies('spec.ingress[].from[].namespaces.sameLabels'),
  ...ofPolicies('spec.egress[].to[].namespaces.sameLabels'),
  ...ofPolicies('spec.ingress[].from[].ipBlock.except'),
  ...ofPolicies('spec.egress[].to[].ipBlock.except'),
];

/** The row for each gate of Antrea that the schema of AntreaConfig lacks. */
export const NEWER_GATES: NewerField = {
  group: 'cni.tanzu.vmware.com',
  kind: 'AntreaConfig',
  path: 'spec.antrea.config.featureGates',
  where: 'The AntreaConfig of newer Supervisors has more gates',
  source: 'a public AntreaConfig with the gate EgressSeparateSubnet, which the CRD of tanzu-framework v0.29.0 lacks',
};
