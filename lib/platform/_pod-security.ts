import { rowAt } from './_versions';

/** What Pod Security admission does in a Namespace without labels, by version of Kubernetes. */
export interface PodSecurityDefault {
  readonly since: string;
  /** Level that is enforced; undefined where none is. */
  readonly enforce?: string;
  /** Level of warnings and of the audit. */
  readonly warn?: string;
  readonly what: string;
  readonly source: string;
}

const DOCS = 'docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6';

export const POD_SECURITY_DEFAULTS: PodSecurityDefault[] = [
  { since: '1.0', what: 'PodSecurityPolicies, which need a binding', source: DOCS },
  { since: '1.25', warn: 'restricted', what: 'warns and audits, enforces nothing', source: DOCS },
  {
    since: '1.26',
    enforce: 'restricted',
    warn: 'restricted',
    what: 'refuses what is not restricted',
    source: `${DOCS}; edric45/se-vks-platform for 1.35.6`,
  },
];

/** The default of a release, by its version of Kubernetes, MAJOR.MINOR. */
export function podSecurityDefault(kubernetes: string): PodSecurityDefault {
  return rowAt(POD_SECURITY_DEFAULTS, kubernetes) as PodSecurityDefault;
}
