/** The behaviour of Pod Security admission in a Namespace without labels, from one version of Kubernetes on. */
export interface PodSecurityDefault {
  readonly since: string;
  /** Level that is enforced; undefined if none is. */
  readonly enforce?: string;
  /** Level for warnings and for the audit log. */
  readonly warn?: string;
  readonly what: string;
  /** Whether a Pod needs a binding of its ServiceAccount to a PodSecurityPolicy. */
  readonly needsBinding?: boolean;
  /** Namespaces to which it does not apply. */
  readonly exempt: string[];
  readonly source: string;
}

const DOCS = 'docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6';

const EXEMPTIONS_SOURCE = `${DOCS}; techdocs of vSphere 9.0, quoted in public notes (exemptions)`;
const EXEMPT = ['kube-system', 'tkg-system', 'vmware-system-cloud-provider'];

/** The defaults on Supervisors; TKGm has other defaults. */
export const POD_SECURITY_DEFAULTS: PodSecurityDefault[] = [
  { since: '1.0', needsBinding: true, what: 'PodSecurityPolicies, which need a binding', exempt: [], source: DOCS },
  {
    since: '1.25',
    warn: 'restricted',
    what: 'warns and audits, and enforces nothing',
    exempt: EXEMPT,
    source: EXEMPTIONS_SOURCE,
  },
  {
    since: '1.26',
    enforce: 'restricted',
    warn: 'restricted',
    what: 'refuses Pods that are not restricted',
    exempt: EXEMPT,
    source: `${EXEMPTIONS_SOURCE}; edric45/se-vks-platform for 1.35.6`,
  },
];
