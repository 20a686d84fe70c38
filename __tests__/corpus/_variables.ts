import { Case, ClusterFacts, Expected, Tree } from './_case';

// Variables, node pools and control planes that the ClusterClass does not accept.

const UNKNOWN: Expected = 'error TAM093';
const VALUE: Expected = 'error TAM094';
const UNCERTAIN: Expected = 'warning TAM083';

const B: ClusterFacts = {
  clusterClass: 'builtin-generic-v3.4.0',
  clusterClassNamespace: 'vmware-system-vks-public',
  os: 'os-name=ubuntu,os-version=24.04',
};

const inModelA = (name: string, cluster: ClusterFacts, expected: Expected[]): Case => ({
  name: `variables of model A: ${name}`,
  release: 'v1.28.8---vmware.1-fips.1-tkg.2',
  cluster,
  expected,
});

const inModelB = (name: string, cluster: ClusterFacts, expected: Expected[]): Case => ({
  name: `variables of model B: ${name}`,
  release: 'v1.33.6---vmware.1-fips-vkr.2',
  cluster: { ...B, ...cluster },
  // The class is deprecated.
  expected: [...expected, 'note TAM080'],
});

const rows = (make: typeof inModelA, all: [name: string, variables: Tree, expected: Expected[]][]): Case[] =>
  all.map(([name, variables, expected]) => make(name, { variables }, expected));

const volume = (capacity: unknown) => ({ name: 'v', mountPath: '/v', storageClass: 'fast', capacity });

/** The variables, the node pools and the control plane. */
export const VARIABLE_CASES: Case[] = [
  ...rows(inModelA, [
    ['a misspelt name', { nodePoolVolume: [] }, [UNKNOWN]],
    ['a name of model B', { osConfiguration: {} }, [UNKNOWN]],
    ['a misspelt level', { podSecurityStandard: { enforce: 'privilaged' } }, [VALUE]],
    ['a level', { podSecurityStandard: { enforce: 'privileged' } }, []],
    ['a number out of its bounds', { controlPlaneCertificateRotation: { daysBefore: 91 } }, [VALUE]],
    ['a capacity with a stray quote', { nodePoolVolumes: [volume({ storage: '16Gi"' })] }, [VALUE]],
    ['a capacity', { nodePoolVolumes: [volume({ storage: '16Gi' })] }, []],
  ]),
  ...rows(inModelB, [
    ['a name of model A', { ntp: 'time.example.com' }, [UNKNOWN]],
    ['a name of a later class', { bootstrapAddons: {} }, [UNKNOWN]],
    ['a member of a later class', { osConfiguration: { grub: { password: 'x' } } }, [VALUE]],
    ['a capacity with a unit of words', { volumes: [volume('16 GiB')] }, [VALUE]],
    ['a capacity', { volumes: [volume('16Gi')] }, []],
    ['a member that only a guide marks as required', { osConfiguration: { ntp: {} } }, [UNCERTAIN]],
    ['several mistakes', { ntp: 'a', node: { labels: [] } }, [UNKNOWN, VALUE]],
  ]),
  inModelB('a pool of another worker class', { pools: [{ name: 'a', workerClass: 'worker-pool' }] }, ['error TAM097']),
  inModelB('a control plane of two Nodes', { controlPlaneReplicas: 2 }, ['error TAM098']),
  inModelB('a control plane of three Nodes', { controlPlaneReplicas: 3 }, []),
];
