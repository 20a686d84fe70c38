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

const TEMPLATES = 'warroyo/argocd-scaffolding 0fd8526^: infrastructure/base/antrea-config/config.yaml';
const ANTREA = 'antrea-io/antrea v2.5.2: build/yamls/antrea-crds.yml';

function ofAntreaConfig(path: string): NewerField {
  const where = 'The AntreaConfig of newer Supervisors has it';
  return { group: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', path, where, source: TEMPLATES };
}

function ofPolicies(path: string): NewerField[] {
  const where = 'Antrea 2.5 has it, Antrea 1.13 does not';
  return ['ClusterNetworkPolicy', 'NetworkPolicy'].map((kind) => ({
    group: 'crd.antrea.io',
    kind,
    path,
    where,
    source: ANTREA,
  }));
}

export const NEWER_FIELDS: NewerField[] = [
  ofAntreaConfig('spec.antreaNSX'),
  ofAntreaConfig('spec.antreaIPFIX'),
  ofAntreaConfig('spec.antrea.windows'),
  ...ofPolicies('spec.appliedTo[].nodeSelector'),
  ...ofPolicies('spec.ingress[].from[].namespaces.sameLabels'),
  ...ofPolicies('spec.egress[].to[].namespaces.sameLabels'),
  ...ofPolicies('spec.ingress[].from[].ipBlock.except'),
  ...ofPolicies('spec.egress[].to[].ipBlock.except'),
];
