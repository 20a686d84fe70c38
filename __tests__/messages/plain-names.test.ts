import * as fc from 'fast-check';
import { quote } from '../../lib/messages/_errors';
import { isPlainName } from '../../lib/messages/_secret-texts';
import { jsonWithoutSecrets } from '../../lib/messages/_secret-values';

/** What the known forms of secrets consist of, and what separates names. */
const PARTS = [
  ...['eyJ', 'ghp_', 'npm_', 'sk-', 'sk-proj-', 'glpat-', 'xoxb-', 'xapp-', 'pypi-AgE', 'SG.', 'ya29.', 'AIza', 'AKIA'],
  ...['AGE-SECRET-KEY-', 'hvs.', 's.', 'hooks.slack.com/', 'htpasswd', 'chpasswd', 'sshpass', 'mkpasswd', 'Bearer '],
  ...['-', '--', '.', '/', '---', '_', ' ', ':', '=', '@', '"', '\\', '\n', '\u0000', '\u202e', 'é', 'sha256', 'md5-'],
  ...['supervisor12', 'Cluster', 'AntreaConfig', 'v1.25.7---vmware.3-fips.1-tkg.1', 'broadcast', 'password', 'token'],
];
const part = fc.oneof(
  fc.constantFrom(...PARTS),
  fc.stringMatching(/^[A-Za-z\d]{1,20}$/),
  fc.stringMatching(/^[a-f\d]{1,40}$/),
  fc.stringMatching(/^[A-Za-z\d./-]{1,30}$/),
);
const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));

test('a plain name is quoted as the search for secrets quotes it', () => {
  fc.assert(
    fc.property(text, (name) => !isPlainName(name) || quote(name) === jsonWithoutSecrets(name)),
    { numRuns: 20_000 },
  );
});

test.each(['supervisor12/Cluster/AntreaConfig', 'v1.25.7---vmware.3-fips.1-tkg.1', 'storageClass', ''])(
  '%s is a plain name',
  (name) => expect(isPlainName(name)).toBe(true),
);

test.each(['a-', 'htpasswd', 'AKIAABCDEFGHIJKL', 'a b', 'eyJhbGciOi.eyJzdWIi.abc', 'x'.repeat(65)])(
  '%s is looked at for secrets',
  (name) => expect(isPlainName(name)).toBe(false),
);
