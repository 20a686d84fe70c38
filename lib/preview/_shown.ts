import { quoteMember } from '../_errors';
import { HIDDEN } from '../_secret-texts';
import { isHiddenAt, nameAt } from '../_secrets';

/** The value at a path of an object as it stands in a line: without what may be a secret. */
export function shownAt(kind: string, path: string, value: unknown): string {
  if (value === undefined) {
    return 'absent';
  }
  return isHiddenAt(kind, path, value) ? HIDDEN : quoteMember(nameAt(path), value);
}
