import { quote } from '../_errors';
import { isTree } from '../_plain';

const HIDDEN = '(not shown)';
const SECRET = /^(secret|password|sshAuthorizedKey|content|data|stringData|clusterEncryptionConfigYaml)$/i;

/** The value at a path of an object as it stands in a line: without what may be a secret. */
export function shownAt(kind: string, path: string, value: unknown): string {
  const isSecret = (name: unknown): boolean =>
    typeof name === 'string' && SECRET.test(name) && !(kind === 'ConfigMap' && name === 'data');
  if (value === undefined) {
    return 'absent';
  }
  return path.split(/[.[\]"]+/).some(isSecret) ? HIDDEN : quote(masked(value, isSecret));
}

function masked(value: unknown, isSecret: (name: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((member) => masked(member, isSecret));
  }
  if (!isTree(value)) {
    return value;
  }
  // A variable of a Cluster has its name beside its value.
  const hides = (name: string): boolean => isSecret(name) || (name === 'value' && isSecret(value.name));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hides(name) ? HIDDEN : masked(member, isSecret)]),
  );
}
