import { ANTREA_1_9, ANTREA_CONFIG, CRASHES, Case, DOUBTFUL, Expected, VKS, WITHOUT_ANTREA } from './_case';

// Releases in the notations of users, and the verdicts on their Antrea.

const MODE: Expected = 'error TAM006';
const WRONG: Expected = 'error TAM037';

type Row = [release: string, expected: Expected[], more?: Partial<Case>];

/** Cases of an AntreaConfig with the defaults of the constructs. */
const cases = (what: string, rows: Row[]): Case[] =>
  rows.map(([release, expected, more]) => ({
    name: `release ${release}${more?.antreaVersion ? ` with Antrea ${more.antreaVersion}` : ''}: ${what}`,
    release,
    object: ANTREA_CONFIG,
    ...more,
    expected,
  }));

const asked = { constructsAsk: true };
const ENABLED = { config: { multicast: { enable: true } } };
const OTHER_KIND: Expected = 'warning TAM050';

const SPELT = cases('in another spelling', [
  ['v1.25.7+vmware.3-fips.1-tkg.1', [CRASHES]],
  ['v1.24.9+vmware.1-tkg.4', [MODE]],
  ['v1.35.6+vmware.2-vkr.3', [OTHER_KIND], { ...ENABLED, cluster: VKS }],
]);

const PREFIXES = cases('a prefix', [
  // One known release has this prefix, and unknown ones may have it too.
  ['v1.25.7', [CRASHES, DOUBTFUL]],
  ['v1.25.7---vmware.3', [CRASHES, DOUBTFUL]],
  ['v1.25.7+vmware.3', [CRASHES, DOUBTFUL]],
  // All releases with this prefix ship Antrea 1.7.2.
  ['v1.24', [MODE, DOUBTFUL]],
  ['v1.24.9', [MODE, DOUBTFUL]],
  ['v1.36.1', [OTHER_KIND, DOUBTFUL], { ...ENABLED, cluster: VKS }],
  // Another release with this prefix has an unknown Antrea, or the releases ship two versions.
  ['v1.25', [DOUBTFUL], asked],
  ['v1.26', [DOUBTFUL], asked],
  ['v1.35', [DOUBTFUL], { ...asked, cluster: VKS }],
  ['v1.36', [DOUBTFUL], { ...asked, cluster: VKS }],
  ['v1.23', [DOUBTFUL], asked],
]);

const UNKNOWN = cases('not in the table', [
  [WITHOUT_ANTREA, [DOUBTFUL], asked],
  ['v1.28.8---vmware.1-fips.1-tkg.2', [DOUBTFUL], asked],
  ['v1.99.1---vmware.1-vkr.1', [DOUBTFUL], { ...asked, cluster: VKS }],
  ['v1.22.9---vmware.1-tkg.1', [DOUBTFUL], asked],
]);

const WITHOUT_MULTICAST: Case[] = [
  ...cases('its Antrea has no multicast', [
    ['v1.23.3---vmware.1-tkg.1', [WRONG]],
    [WITHOUT_ANTREA, [WRONG], { antreaVersion: '1.4.0' }],
  ]),
  // A release whose Antrea is not configured is not checked.
  {
    name: 'a release that is not in the table, no Antrea configured',
    release: WITHOUT_ANTREA,
    expected: [],
  },
  {
    name: 'a release whose Antrea has no multicast, no Antrea configured',
    release: 'v1.23.3---vmware.1-tkg.1',
    expected: [],
  },
];

const NONE: Case[] = ['1.25.7', 'v1.25.7-tkg.1', 'latest', 'v1.25.7---vmware', 'V1.25', 'v1.25.'].map((release) => ({
  name: `release ${release}: not a release`,
  release,
  expected: [WRONG],
}));

const GIVEN = cases('on the word of the user', [
  [ANTREA_1_9, [CRASHES], { antreaVersion: '1.9.0' }],
  [ANTREA_1_9, [CRASHES], { antreaVersion: 'v1.9.0+vmware.2-tkg.1-advanced-vmware' }],
  // The table row of that release is certain.
  [ANTREA_1_9, [WRONG], { antreaVersion: '1.11.3' }],
  // The rows of these two are not certain.
  ['v1.26.5---vmware.2-fips.1-tkg.1', [CRASHES, DOUBTFUL], { antreaVersion: '1.11.3' }],
  ['v1.28.11---vmware.2', [CRASHES, DOUBTFUL], { antreaVersion: '1.15.1', ...ENABLED }],
  ['v1.26.5---vmware.2-fips.1-tkg.1', [CRASHES], { antreaVersion: '1.11.1' }],
  ['v1.25', [CRASHES], { antreaVersion: '1.9.0' }],
  // No Supervisor with these is known.
  [WITHOUT_ANTREA, [CRASHES, DOUBTFUL], { antreaVersion: '1.10.0' }],
  [WITHOUT_ANTREA, [DOUBTFUL], { antreaVersion: '2.7.0', ...ENABLED }],
  [WITHOUT_ANTREA, [DOUBTFUL], { antreaVersion: '2.9.1', ...ENABLED }],
]);

/** The releases. */
export const RELEASE_CASES: Case[] = [...SPELT, ...PREFIXES, ...UNKNOWN, ...WITHOUT_MULTICAST, ...NONE, ...GIVEN];
