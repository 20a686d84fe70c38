import { ANTREA_2_5, ANTREA_2_6, Case, ClusterFacts, Expected, VKS } from './_case';

// Classes and kinds of clusters that do not fit the release.

const SYSTEM = 'os-name=ubuntu,os-version=24.04';
const TOO_OLD: Expected = 'error TAM080';
const OLD: ClusterFacts = { os: SYSTEM };

const ofClass = (minor: number): ClusterFacts => ({ ...VKS, clusterClass: `builtin-generic-v3.${minor}.0` });

const cases = (rows: [name: string, release: string, cluster: ClusterFacts, expected: Expected[]][]): Case[] =>
  rows.map(([name, release, cluster, expected]) => ({ name: `class: ${name}`, release, cluster, expected }));

function tkc(release: string): object {
  return {
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TanzuKubernetesCluster',
    metadata: { name: 'c1', namespace: 'ns1' },
    spec: { topology: { controlPlane: { replicas: 1, tkr: { reference: { name: release } } } } },
  };
}

const kinds = (rows: [name: string, release: string, expected: Expected[]][]): Case[] =>
  rows.map(([name, release, expected]) => ({
    name: `TanzuKubernetesCluster: ${name}`,
    release,
    objects: [tkc(release)],
    notByConstructs: 'no construct writes a TanzuKubernetesCluster',
    expected,
  }));

/** The classes and the kinds of clusters. */
export const CLASS_CASES: Case[] = [
  ...cases([
    ['1.34 with the class before the needed one', 'v1.34.2---vmware.2-vkr.2', ofClass(4), [TOO_OLD]],
    ['1.34 with a later class', 'v1.34.2---vmware.2-vkr.2', ofClass(7), []],
    ['1.35 with the class before the needed one', ANTREA_2_5, ofClass(5), [TOO_OLD]],
    ['1.35 with the needed class, which is deprecated', ANTREA_2_5, ofClass(6), ['note TAM080']],
    ['1.36 with the class before the needed one', ANTREA_2_6, ofClass(6), [TOO_OLD]],
    ['1.36 with the needed class', ANTREA_2_6, ofClass(7), []],
    ['1.36 with tanzukubernetescluster', ANTREA_2_6, OLD, [TOO_OLD]],
    ['1.36 with a class of your own', ANTREA_2_6, { ...OLD, clusterClass: 'our-class' }, ['note TAM099']],
    ['1.32 with tanzukubernetescluster', 'v1.32.0---vmware.6-fips-vkr.2', OLD, ['warning TAM080']],
    ['1.28 with tanzukubernetescluster', 'v1.28.8---vmware.1-fips.1-tkg.2', OLD, []],
  ]),
  ...kinds([
    ['1.33', 'v1.33.6---vmware.1-fips-vkr.2', ['error TAM081', 'warning TAM037']],
    ['1.32', 'v1.32.0---vmware.6-fips-vkr.2', ['warning TAM037']],
  ]),
];
