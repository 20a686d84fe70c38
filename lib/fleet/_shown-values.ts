import { Path } from '../checks/_paths';
import { quoteMember } from '../messages/_errors';
import { isReferenceName, isSecretName } from '../messages/_secret-names';
import { HIDDEN } from '../messages/_secret-texts';

/** The key of the name of an environment variable, which holds a secret. */
const VARIABLE = 'fromEnvironment';

/** Returns a value as a listing shows it. It is hidden if a key on its path is the name of a secret. */
export function shownAt(path: Path, value: unknown): string {
  const names = path.map(String);
  const last = names[names.length - 1] ?? '';
  const isHidden = typeof value === 'string' && names.slice(0, -1).some(isSecretName) && !isReferenceName(last);
  return isHidden && last !== VARIABLE ? HIDDEN : quoteMember(last === VARIABLE ? '' : last, value);
}
