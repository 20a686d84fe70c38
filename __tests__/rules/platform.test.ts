import { LintOptions } from '../../lib';
import { runRules } from '../../lib/rules/_engine';
import { Manifest } from '../../lib/rules/manifests/_inventory';
import { readAntreaOption } from '../../lib/validation/_antrea-option';
import { sentence } from '../_build';
import { mentions } from '../_mentions';
import { Tree, changed, cleanCluster, found } from './_clusters';

const UNKNOWN = 'v1.32.0---vmware.6-fips-vkr.2';

/** An AntreaConfig with the nine usual gates. */
function antreaConfig(config: Tree = {}, name = 'old', gates: Tree = {}): Tree {
  const off = ['EndpointSlice', 'FlowExporter'];
  const on = ['AntreaProxy', 'AntreaPolicy', 'Egress', 'NodePortLocal', 'AntreaTraceflow', 'NetworkPolicyStats'];
  const featureGates = {
    Multicast: true,
    ...Object.fromEntries([...on.map((gate) => [gate, true]), ...off.map((gate) => [gate, false])]),
    ...gates,
  };
  return {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: `${name}-antrea-package`, namespace: 'dock' },
    spec: { antrea: { config: { featureGates, ...config } } },
  };
}

const RULES = /TAM006|TAM037|TAM041|TAM048|TAM049|TAM073/;

describe('the options count without a Cluster', () => {
  const ofModes = (options: LintOptions, config: Tree = {}) => found([antreaConfig(config)], options, RULES);

  test.each<[LintOptions]>([
    [{ antreaVersion: '1.7.2' }],
    [{ tkr: 'v1.24.9---vmware.1-tkg.4' }],
    [{ tkr: 'v1.24.9---vmware.1-tkg.4', antreaVersion: '1.7.2' }],
  ])('encap on Antrea 1.7 is an error with %j', (options) => {
    expect(ofModes(options)).toEqual([mentions('error TAM006', 'Antrea 1.7.2', '"encap"')]);
  });

  test('TAM017 does not report that the release is not known if it is given', () => {
    const note = [mentions('note TAM017', '"old"', 'the release is not known')];
    expect(found([antreaConfig()], { antreaVersion: '1.9.0' }, /TAM017/)).toEqual(note);
    expect(found([antreaConfig()], { tkr: UNKNOWN }, /TAM017/)).toEqual([]);
  });

  test('a mode without multicast is an error', () => {
    const mode = { trafficEncapMode: 'networkPolicyOnly' };
    expect(ofModes({ antreaVersion: '1.7.2' }, mode)).toEqual([mentions('error TAM006', '"networkPolicyOnly"')]);
    expect(ofModes({ antreaVersion: '1.7.2' }, { trafficEncapMode: 'noEncap' })).toEqual([]);
  });

  test('a version without multicast is an error', () => {
    expect(ofModes({ antreaVersion: '1.2.3' })).toEqual([
      mentions('error TAM037', 'Antrea 1.2.3 does not support multicast'),
    ]);
  });

  test('a version that contradicts the release is an error', () => {
    const options = { tkr: 'v1.24.9---vmware.1-tkg.4', antreaVersion: '1.9.0' };
    expect(ofModes(options)).toEqual([mentions('error TAM037', '1.9.0', '1.7.2')]);
  });

  test('multicast.enable is needed from Antrea 1.12 on', () => {
    expect(ofModes({ antreaVersion: '1.13.3' })).toEqual([mentions('warning TAM048', 'Antrea 1.13.3')]);
    expect(ofModes({ antreaVersion: '1.9.0' })).toEqual([]);
    expect(ofModes({})).toEqual([]);
  });

  test('policies and Pods', () => {
    const policy = {
      apiVersion: 'crd.antrea.io/v1beta1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'n' },
      spec: { priority: 5, appliedTo: [{ podSelector: {} }], egress: [{ action: 'Drop', to: [] }] },
    };
    expect(found([policy], { antreaVersion: '1.9.0' }, RULES)).toEqual([
      mentions('error TAM041', 'Antrea 1.9.0', 'crd.antrea.io/v1beta1'),
    ]);
    expect(found([policy], { antreaVersion: '1.13.3' }, RULES)).toEqual([]);
    expect(found([policy], {}, RULES)).toEqual([]);
  });
});

describe('an unknown release is reported once', () => {
  const said = mentions('warning TAM037', `"${UNKNOWN}"`);

  test('by the option', () => {
    expect(found([antreaConfig()], { tkr: UNKNOWN }, RULES)).toEqual([said]);
    const two = [antreaConfig(), antreaConfig({}, 'new')];
    expect(found(two, { tkr: UNKNOWN }, RULES)).toEqual([said]);
    expect(found([antreaConfig({}, 'old', { Multicast: false })], { tkr: UNKNOWN }, RULES)).toEqual([]);
  });

  test('by Clusters', () => {
    const named = (name: string, version: string) =>
      changed((spec, { metadata }) => {
        Object.assign(metadata, { name, namespace: 'dock' });
        spec.topology.version = version;
      });
    const other = 'v1.30.1---vmware.1-fips-tkg.5';
    const configs = ['a', 'b', 'c'].map((name) => antreaConfig({}, name));
    const clusters = [named('a', UNKNOWN), named('b', UNKNOWN), named('c', other)];
    expect(found([...configs, ...clusters], {}, RULES)).toEqual([said, mentions('warning TAM037', `"${other}"`)]);
    // An acknowledgement of the first one does not hide the others.
    clusters[0].metadata.annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM037': 'checked' };
    expect(found([...configs, ...clusters], {}, RULES)).toHaveLength(3);
  });
});

describe('--antrea RELEASE=VERSION', () => {
  const read = (...values: string[]) => readAntreaOption('--antrea', values);

  test('versions of single releases take precedence', () => {
    const { antreaVersion, antreaVersions } = read('1.9.0', `${UNKNOWN}=1.7.2`, 'v1.31.4+vmware.1-fips-vkr.3=2.1.0');
    expect([antreaVersion, [...(antreaVersions ?? [])]]).toEqual([
      '1.9.0',
      [
        [UNKNOWN, '1.7.2'],
        ['v1.31.4---vmware.1-fips-vkr.3', '2.1.0'],
      ],
    ]);
    const cluster = changed((spec, { metadata }) => {
      Object.assign(metadata, { name: 'old', namespace: 'dock' });
      spec.topology.version = UNKNOWN;
    });
    const entries = [antreaConfig(), cluster].map((manifest) => ({ manifest: manifest as Manifest }));
    const modes = runRules(entries, { antreaVersion, antreaVersions }).filter(({ ruleId }) => ruleId === 'TAM006');
    expect(modes.map(({ message }) => message)).toEqual([mentions('Antrea 1.7.2', '"encap"')]);
  });

  test.each([
    [['1.9.0', '1.7.2'], '"1.9.0" and "1.7.2"'],
    [['v1.32=latest'], '"latest"'],
    [['1.32=1.9.0'], '"1.32"'],
    [['v1.32=1.9.0', 'v1.32=2.0.0'], '"1.9.0" and "2.0.0"'],
    [['v1.24.9---vmware.1-tkg.4=1.9.0'], '1.7.2'],
    [['one'], '"one"'],
  ])('%j is refused', (values, text) => {
    expect(sentence(() => read(...values))).toEqual(mentions('--antrea', text));
  });

  test('no value sets nothing', () => {
    expect(read().antreaVersion).toBeUndefined();
    expect(found([cleanCluster()])).toEqual([]);
  });
});
