import { App } from 'cdk8s';
import { SupervisorChart } from '../../lib';
import { newCluster, sentence } from '../_build';
import { mentions } from '../_mentions';
import { Tree, changed, cleanV1beta2, found } from './_clusters';

const MIN = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';
const POOL = 'spec.topology.workers.machineDeployments[0]';

/** A Cluster whose node pool has these fields. */
function withPool(annotations: Tree, replicas?: unknown, cluster?: Tree): Tree {
  return changed((spec) => {
    spec.topology.workers.machineDeployments = [
      { class: 'node-pool', name: 'p', metadata: { annotations }, ...(replicas === undefined ? {} : { replicas }) },
    ];
  }, cluster);
}

describe('TAM108: the bounds of the autoscaler', () => {
  test.each([
    [{ [MIN]: '1', [MAX]: '3' }, 1, `${POOL}.replicas`, ['node pool "p"', 'are 1', 'bounds']],
    [{ [MIN]: '5', [MAX]: '3' }, undefined, `annotations["${MAX}"]`, ['"3"', 'less than', '"5"']],
    [{ [MIN]: 'one', [MAX]: '3' }, undefined, `annotations["${MIN}"]`, ['"one"', 'not a whole number']],
    [{ [MIN]: '1', [MAX]: '2.5' }, undefined, `annotations["${MAX}"]`, ['"2.5"', 'not a whole number']],
    [{ [MIN]: '-1', [MAX]: '3' }, undefined, `annotations["${MIN}"]`, ['"-1"']],
    [{ [MIN]: 1, [MAX]: '3' }, undefined, `annotations["${MIN}"]`, ['is 1', 'in quotes']],
    [{ [MIN]: '1' }, undefined, `annotations["${MAX}"]`, ['absent']],
    [{ [MAX]: '1' }, undefined, `annotations["${MIN}"]`, ['absent']],
  ])('%j with replicas %s', (annotations, replicas, path, parts) => {
    const place = path.startsWith(POOL) ? path : `${POOL}.metadata.${path}`;
    const expected = [mentions(`error TAM108 ${place}:`, ...parts)];
    expect(found([withPool(annotations, replicas)])).toEqual(expected);
    expect(found([withPool(annotations, replicas, cleanV1beta2())])).toEqual(expected);
  });

  test.each([
    [{ [MIN]: '1', [MAX]: '3' }, undefined],
    [{ [MIN]: '0', [MAX]: '0' }, undefined],
    [{}, 2],
  ])('%j with replicas %s is valid', (annotations, replicas) => {
    expect(found([withPool(annotations, replicas)])).toEqual([]);
  });
});

describe('TAM109: options of a later version', () => {
  const release = 'v1.25.7---vmware.3-fips.1-tkg.1';
  const variables = {
    podSecurityStandard: { enforce: 'baseline' },
    kubeAPIServerFQDNs: ['api.example.com'],
  };
  const withVariables = (written: Tree) =>
    changed((spec) => {
      spec.topology.class = 'tanzukubernetescluster';
      spec.topology.version = release;
      spec.topology.variables.push(...Object.entries(written).map(([name, value]) => ({ name, value })));
    });
  const ID = /TAM109/;

  test.each([
    ['8.0u1c', ['error TAM109 spec.topology.variables[2].value', 'warning TAM109 spec.topology.variables[3].value']],
    ['8.0u2', ['error TAM109 spec.topology.variables[2].value']],
    ['8.0u3', []],
    ['9.0', []],
    [undefined, []],
  ])('variables on vSphere %s', (vsphere, places) => {
    expect(found([withVariables(variables)], { vsphere }, ID)).toEqual(
      places.map((place) => mentions(`${place}:`, `for vSphere "${vsphere}"`)),
    );
  });

  test('members of the variable kubernetes', () => {
    const kubernetes = { endpointFQDNs: ['a.example.com'], security: { podSecurityStandard: { enforce: 'baseline' } } };
    const value = 'spec.topology.variables[2].value';
    expect(found([withVariables({ kubernetes })], { vsphere: '8.0u1' }, ID)).toEqual([
      mentions(`error TAM109 ${value}.security.podSecurityStandard:`, '8.0u3'),
      mentions(`warning TAM109 ${value}.endpointFQDNs:`, '8.0u2'),
    ]);
    expect(found([withVariables({ kubernetes: { certificateRotation: {} } })], { vsphere: '8.0u1' }, ID)).toEqual([]);
  });

  test('the autoscaler needs vSphere 8.0u3 and Kubernetes 1.27', () => {
    const scaled = (version: string) =>
      changed((spec) => (spec.topology.version = version), withPool({ [MIN]: '1', [MAX]: '3' }));
    const place = `warning TAM109 ${POOL}.metadata.annotations:`;
    expect(found([scaled('v1.27.11---vmware.1-fips.1-tkg.2')], {}, ID)).toEqual([]);
    expect(found([scaled(release)], {}, ID)).toEqual([mentions(place, 'Kubernetes 1.27', `release "${release}"`)]);
    expect(found([scaled('v1.28.8---vmware.1-fips.1-tkg.2')], { vsphere: '8.0u2' }, ID)).toEqual([
      mentions(place, 'vSphere 8.0u3', 'vSphere "8.0u2"'),
    ]);
  });

  test('v1beta2 needs vSphere 8.0u3', () => {
    expect(found([cleanV1beta2()], { vsphere: '8.0u2' }, ID)).toEqual([mentions('warning TAM109 apiVersion:')]);
    expect(found([cleanV1beta2()], { vsphere: '9.0' }, ID)).toEqual([]);
  });

  test('constructs refuse what is certain', () => {
    const create = (vsphereVersion: string) =>
      newCluster(
        { podSecurityStandard: { deactivated: true } },
        new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1', vsphereVersion }),
      );
    expect(sentence(() => create('8.0u2'))).toEqual(mentions('podSecurityStandard needs vSphere 8.0u3', 'TAM109'));
    expect(create('8.0u3').clusterName).toBe('c1');
  });
});

describe('TAM112: timeouts', () => {
  const draining = (text: unknown) => changed((spec) => (spec.topology.controlPlane.nodeDrainTimeout = text));

  test.each(['10', '5 min', '', '1d', 'ten'])('%j is not a duration', (text) => {
    expect(found([draining(text)])).toEqual([
      mentions('error TAM112 spec.topology.controlPlane.nodeDrainTimeout:', `"${text}"`),
    ]);
  });

  test('a number is for the schema of Cluster', () => {
    expect(found([draining(0)])).toEqual([mentions('error TAM089', 'nodeDrainTimeout is 0')]);
  });

  test.each(['0', '0s', '10m', '1h30m', '1.5h'])('%j is not reported', (text) => {
    expect(found([draining(text)])).toEqual([]);
  });

  test('of a node pool', () => {
    const cluster = changed((spec) => (spec.topology.workers.machineDeployments[0].nodeDeletionTimeout = '30'));
    expect(found([cluster])).toEqual([mentions(`error TAM112 ${POOL}.nodeDeletionTimeout:`)]);
  });
});

describe('TAM111, TAM037, TAM043: version and image', () => {
  test.each([
    ['v1beta1', changed((spec) => delete spec.topology.version)],
    ['v1beta2', changed((spec) => delete spec.topology.version, cleanV1beta2())],
  ])('no version in %s', (_, cluster) => {
    expect(found([cluster], {}, /TAM111|TAM037/)).toEqual([
      mentions('error TAM111 spec.topology.version:', 'no version'),
    ]);
  });

  test.each(['1.33.6', 'v1.33.6-vmware', '', 'latest', 5, null])('the version %j is not valid', (version) => {
    const bad = [mentions('error TAM037 spec.topology.version:', 'not a valid name')];
    expect(found([changed((spec) => (spec.topology.version = version))])).toEqual(bad);
    const tkr = 'v1.33.6---vmware.1-fips-vkr.2';
    expect(found([changed((spec) => (spec.topology.version = version))], { tkr })).toEqual(bad);
  });

  test('Ubuntu needs its version where a release has two', () => {
    const image = (text: string) => ({ annotations: { 'run.tanzu.vmware.com/resolve-os-image': text } });
    const withImage = (text: string) =>
      changed((spec) => (spec.topology.workers.machineDeployments[0].metadata = image(text)));
    expect(found([withImage('os-name=ubuntu')])).toEqual([mentions('error TAM043', '"ubuntu"', '22.04 and 24.04')]);
    expect(found([withImage('os-name=ubuntu,os-version=24.04')])).toEqual([]);
  });
});

test('constructs refuse bounds with the same sentence', () => {
  const annotations = { [MIN]: '5', [MAX]: '3' };
  const [line] = found([withPool(annotations)]);
  const message = line.slice(line.indexOf('The annotation'));
  expect(sentence(() => newCluster({ nodePools: [{ name: 'p', annotations }] }))).toEqual(mentions(message, 'TAM108'));
});
