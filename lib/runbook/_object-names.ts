import { IConstruct } from 'constructs';
import { quote } from '../_errors';
import { requireObjectName } from '../_names';

/** The placeholder in commands when nothing in the app sets the vSphere Namespace. */
export const UNKNOWN_NAMESPACE = 'VSPHERE_NAMESPACE';

/** Returns the name when an object can have it: what Kubernetes refuses is not for a command either. */
export function requireName(made: IConstruct, kind: string, name: string): string {
  return requireObjectName(
    `Runbook: ${kind} at ${quote(made.node.path)}: name`,
    name,
    'give one that Kubernetes takes, of lower-case letters, digits, "-" and "."',
  );
}
