import { ANTREA_1_9, ANTREA_CONFIG, CRASHES, Case, ClusterFacts, Expected, ON_2_5, VKS } from './_case';

// Names of Clusters and of node pools.

const NAME: Expected = 'error TAM046';
const TWICE: Expected = 'error TAM047';
const LONG: Expected = 'warning TAM047';

const cases = (rows: [name: string, cluster: ClusterFacts, expected: Expected[]][]): Case[] =>
  rows.map(([name, cluster, expected]) => ({ name: `names: ${name}`, release: ANTREA_1_9, cluster, expected }));

/** Cluster API appends 23 characters, so 40 are left. */
const letters = (count: number) => 'a'.repeat(count);
const pools = (...names: string[]) => names.map((name) => ({ name }));

const OF_CLUSTERS = cases([
  ['a label', { name: 'video-1' }, []],
  ['one letter', { name: 'v' }, []],
  ['a digit first', { name: '1video' }, []],
  ['a capital', { name: 'Video' }, [NAME]],
  ['an underscore', { name: 'my_video' }, [NAME]],
  ['a dot', { name: 'video.example' }, [NAME]],
  ['a hyphen first', { name: '-video' }, [NAME]],
  ['a hyphen last', { name: 'video-' }, [NAME]],
  ['a blank', { name: 'my video' }, [NAME]],
  ['a letter beyond ASCII', { name: 'vidéo' }, [NAME]],
  ['a command', { name: 'c; touch PWNED #' }, [NAME]],
  ['a path', { name: '../escaped' }, [NAME]],
  ['a line break', { name: 'video\nname' }, [NAME]],
  ['64 letters', { name: letters(64) }, [NAME, LONG]],
  ['63 letters', { name: letters(63) }, [LONG]],
  ["the AntreaConfig's own end", { name: 'video-antrea-package' }, [NAME]],
  ["the AntreaConfig's end in the middle", { name: 'my-antrea-package-2' }, [NAME]],
  ["the AddonConfig's end", { name: 'video-antrea' }, []],
]);

const OF_POOLS = cases([
  ['two pools', { pools: pools('a', 'b') }, []],
  ['two pools of one name', { pools: pools('a', 'a') }, [TWICE]],
  ['three pools, the last like the first', { pools: pools('a', 'b', 'a') }, [TWICE]],
  ['a pool whose Nodes have names that just fit', { name: 'c', pools: pools(letters(38)) }, []],
  ['a pool whose Nodes have names that do not', { name: 'c', pools: pools(letters(39)) }, [LONG]],
  ['a cluster whose Nodes have names that do not', { name: letters(38), pools: pools('np') }, [LONG]],
  ['two long pools of one name', { pools: pools(letters(50), letters(50)) }, [TWICE, LONG]],
]);

const WITH_MULTICAST: Case[] = [
  {
    name: 'names: a capital, with an AntreaConfig',
    release: ANTREA_1_9,
    object: ANTREA_CONFIG,
    cluster: { name: 'Video' },
    expected: [NAME, CRASHES],
  },
  {
    name: "names: the AddonConfig's end, with an AddonConfig",
    ...ON_2_5,
    cluster: { ...VKS, name: 'video-antrea' },
    expected: [],
  },
  {
    name: 'names: two pools of one name, with an AddonConfig',
    ...ON_2_5,
    cluster: { ...VKS, pools: pools('a', 'a') },
    expected: [TWICE],
  },
];

/** The names. */
export const NAME_CASES: Case[] = [...OF_CLUSTERS, ...OF_POOLS, ...WITH_MULTICAST];
