import { createRequire } from 'node:module';

const load = createRequire(__filename);
const { notesOf, released } = load('../../scripts/release/_changelog.cjs');
const { problems: tagProblems } = load('../../scripts/release/check-tag.cjs');
const { allowed, problems: apiProblems } = load('../../scripts/release/_api.cjs');
const { afterBreak } = load('../../scripts/release/prebump.cjs');
const { judge, reportOf } = load('../../scripts/release/audit.cjs');

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n### Added\n\n- x\n\n## 0.1.0 - 2026-01-01\n\n- y\n\n## Before 0.1.0\n\nz\n';

describe('CHANGELOG.md', () => {
  test('the notes of a version are its section', () => {
    expect(notesOf('0.1.0', CHANGELOG)).toBe('- y');
    expect(notesOf('Unreleased', CHANGELOG)).toBe('### Added\n\n- x');
    expect(notesOf('0.1', CHANGELOG)).toBeUndefined();
  });

  test('a release takes the section "Unreleased", and leaves an empty one', () => {
    const text = released('0.2.0', '2026-02-01', CHANGELOG);
    expect(text).toContain('## Unreleased\n\n## 0.2.0 - 2026-02-01\n\n### Added\n\n- x\n\n## 0.1.0');
    expect(notesOf('Unreleased', text)).toBe('');
  });

  test('a version has one section, and it is not empty', () => {
    expect(() => released('0.1.0', '2026-02-01', CHANGELOG)).toThrow('has a section 0.1.0 already');
    const empty = CHANGELOG.replace('### Added\n\n- x\n\n', '');
    expect(() => released('0.2.0', '2026-02-01', empty)).toThrow('"Unreleased" of CHANGELOG.md is empty');
  });
});

describe('the tag', () => {
  const ready = { package: '0.1.0', lock: '0.1.0', api: '0.1.0', text: CHANGELOG };

  test('it is that of the version', () => {
    expect(tagProblems('v0.1.0', ready)).toEqual([]);
  });

  test.each([
    ['another tag', 'v0.2.0', ready, 'The tag is v0.2.0, but the version in package.json is 0.1.0.'],
    ['a tag without v', '0.1.0', ready, 'The tag is 0.1.0, but the version in package.json is 0.1.0.'],
    ['an old lock file', 'v0.1.0', { ...ready, lock: '0.0.9' }, 'package-lock.json has the version 0.0.9, but'],
    ['an old API', 'v0.1.0', { ...ready, api: '0.0.9' }, 'api/released.jsii.gz is the API of 0.0.9, but'],
    ['no notes', 'v0.1.0', { ...ready, text: '' }, 'CHANGELOG.md has no section 0.1.0.'],
  ])('%s is refused', (_, tag, state, sentence) => {
    expect(tagProblems(tag, state)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('breaks of the API', () => {
  const found = [{ key: 'removed:a.B', text: 'CLASS a.B: has been removed' }];

  test('a break must be allowed, with a reason', () => {
    expect(apiProblems(found, allowed(''))).toEqual(['CLASS a.B: has been removed [removed:a.B]']);
    expect(apiProblems(found, allowed('removed:a.B\n'))).toEqual(['removed:a.B is allowed without a reason above it.']);
    expect(apiProblems(found, allowed('# C has its place.\nremoved:a.B\n'))).toEqual([]);
  });

  test('an allowed key must be a break', () => {
    expect(apiProblems([], allowed('# old\nremoved:a.B\n'))).toEqual([
      'removed:a.B is allowed, but it is not a break.',
    ]);
  });

  test('the version after a break is a new minor version below 1.0, and then a new major version', () => {
    expect([afterBreak('0.1.4'), afterBreak('1.2.3')]).toEqual(['0.2.0', '2.0.0']);
  });
});

describe('npm audit', () => {
  test('vulnerable packages that users get are told from tools', () => {
    const of = (name: string) => ({ name, severity: 'high', range: '<2', nodes: [`node_modules/${name}`] });
    const report = reportOf(JSON.stringify({ vulnerabilities: { ajv: of('ajv'), jest: of('jest') } }), '');
    expect(judge(report, new Set(['node_modules/ajv']))).toEqual({
      ofUsers: ['ajv <2: high'],
      ofTools: ['jest <2: high'],
    });
  });

  test.each([
    ['{"message":"405 Method Not Allowed"}', '', '405 Method Not Allowed'],
    ['{"error":{"summary":"request failed"}}', '', 'request failed'],
    ['', 'npm error network\nmore', 'npm error network'],
    ['', '', 'npm printed nothing'],
  ])('a registry that does not answer is a skip with its reason: %j %j', (stdout, stderr, skipped) => {
    expect(reportOf(stdout, stderr)).toEqual({ skipped });
  });
});
