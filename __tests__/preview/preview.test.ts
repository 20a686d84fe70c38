import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { Preview } from '../../lib';
import { ANTREA_CONFIG_FIELDS, ANTREA_CONFIG_GATES } from '../../lib/platform/tables/_antrea-config-fields';
import { ANTREA_PACKAGE_CONFIGS, ANTREA_PACKAGE_VALUES } from '../../lib/platform/tables/_antrea-packages';
import { yamlText } from '../../lib/preview/_yaml-text';
import { mentions } from '../_mentions';
import { testWithShared } from '../_shared';

const VERSIONS = ['1.5.3', '1.7.2', '1.9.0'];
const SPECS = ['defaults', 'gates-inverted', 'multicast-encap-min', 'multicast-noencap', 'specEmptyNoFeatureGates'];
const CASES = VERSIONS.flatMap((version) => SPECS.map((spec) => ({ version, name: `${version}-${spec}` })));
const PARTS = ['antreaconfig-spec', 'values', 'configmaps'];

/** The ConfigMap with its files parsed. */
function parsed({ data, ...rest }: any): any {
  return {
    ...rest,
    agent: parse(data['antrea-agent.conf']),
    conflist: JSON.parse(data['antrea-cni.conflist']),
    controller: parse(data['antrea-controller.conf']),
    files: Object.keys(data).sort(),
  };
}

testWithShared(
  'every golden case is rendered as ytt renders it',
  CASES.flatMap(({ name }) => PARTS.map((part) => `golden/${name}.${part}.yaml`)),
  (paths) => {
    const compared = CASES.map(({ version, name }, i) => {
      const [spec, values, configMaps] = paths.slice(3 * i, 3 * i + 3).map((path) => readFileSync(path, 'utf8'));
      const golden = parseAllDocuments(configMaps)
        .map((document) => document.toJS())
        .filter(({ metadata }) => metadata.name.startsWith('antrea-config'));
      expect(golden).toHaveLength(1);
      const rendered = Preview.antreaConfigMap(parse(spec), version);
      expect({ name, ...parsed(rendered) }).toEqual({ name, ...parsed(golden[0]) });
      // The texts are also equal byte by byte.
      expect({ name, ...rendered }).toEqual({ name, ...golden[0] });
      expect({ name, ...Preview.antreaValues(parse(spec), version) }).toEqual({ name, ...parse(values) });
      return name;
    });
    process.stderr.write(`golden: ${compared.length} ConfigMaps and ${compared.length} values compared\n`);
    expect(new Set(compared).size).toBe(15);
  },
);

const agent = (spec: any, version: string, options = {}): any =>
  parse(Preview.antreaConfigMap(spec, version, options).data['antrea-agent.conf']);
const spec = (config: any): any => ({ spec: { antrea: { config } } });

describe('absent featureGates', () => {
  test.each(['1.7.2', '1.9.0'])('turn every gate off in %s', (version) => {
    const { featureGates, egress, antreaProxy } = agent(spec({ defaultMTU: '8900' }), version);
    expect(new Set(Object.values(featureGates))).toEqual(new Set([false]));
    expect({ egress, antreaProxy }).toEqual({ egress: {}, antreaProxy: {} });
  });

  test("keep the package's defaults in 1.5.3, as do gates that are all false", () => {
    const off = Object.fromEntries(ANTREA_CONFIG_GATES.rows.map(({ name }) => [name, false]));
    for (const config of [{}, { featureGates: off }]) {
      expect(Preview.antreaValues(spec(config), '1.5.3').antrea.config).not.toHaveProperty('featureGates');
      expect(agent(spec(config), '1.5.3').featureGates).toMatchObject({ AntreaProxy: true, Egress: true });
    }
  });

  test('differ from empty ones, in which the CRD sets its defaults', () => {
    expect(agent(spec({ featureGates: {} }), '1.9.0').featureGates).toMatchObject({ AntreaProxy: true, Egress: true });
    expect(agent(spec({ featureGates: { Egress: null } }), '1.9.0').featureGates).toMatchObject({ Egress: true });
  });
});

describe('multicast', () => {
  const config = { multicastInterfaces: ['eth1'], multicast: { igmpQueryInterval: '30s' } };
  const on = spec({ ...config, featureGates: { Multicast: true } });
  const off = spec({ ...config, featureGates: {} });

  test('is written if its gate is on, from 1.7.2 on', () => {
    for (const version of ['1.7.2', '1.9.0']) {
      expect(agent(on, version).multicast).toEqual({ multicastInterfaces: ['eth1'], igmpQueryInterval: '30s' });
      expect(agent(off, version).multicast).toEqual({});
    }
    const minimal = spec({ featureGates: { Multicast: true } });
    expect(agent(minimal, '1.9.0').multicast).toEqual({ igmpQueryInterval: '125s' });
  });

  test('has in 1.5.3 its interfaces at the root, with and without the gate, and no interval', () => {
    for (const each of [on, off]) {
      expect(agent(each, '1.5.3')).toMatchObject({ multicastInterfaces: ['eth1'] });
      expect(agent(each, '1.5.3')).not.toHaveProperty('multicast');
    }
  });
});

test('fields that no golden case has', () => {
  const config = {
    ...{ kubeAPIServerOverride: 'https://api:6443', transportInterfaceCIDRs: ['10.0.0.0/8'], wireGuard: { port: 1 } },
    ...{ multicluster: { enable: true, namespace: 'ns' }, featureGates: { Multicluster: true }, tunnelPort: 6081 },
    ...{ tunnelCsum: true, noSNAT: true, trafficEncapMode: 'noEncap', tlsCipherSuites: '', enableBridgingMode: true },
    ...{ unknown: 1, serviceCIDR: '1.0.0.0/8', nodePortLocal: { enabled: false, portRange: '1-2' } },
    antreaProxy: { proxyAll: true, skipServices: ['a/b'] },
  };
  const options = { serviceCidr: '10.0.0.0/24', serviceCidrV6: 'fd00::/108', infraProvider: 'docker' };
  const conf = agent({ antrea: { config } }, '1.9.0', options);
  expect(conf).toMatchObject({
    ovsDatapathType: 'netdev',
    kubeAPIServerOverride: 'https://api:6443',
    transportInterfaceCIDRs: ['10.0.0.0/8'],
    wireGuard: { port: 1 },
    multicluster: { enable: true, namespace: 'ns' },
    nodePortLocal: { enable: true, portRange: '1-2' },
    antreaProxy: { proxyAll: true, nodePortAddresses: [], skipServices: ['a/b'], proxyLoadBalancerIPs: false },
    serviceCIDR: '10.0.0.0/24',
    serviceCIDRv6: 'fd00::/108',
    ...{ tunnelPort: 6081, tunnelCsum: true, noSNAT: true, enableBridgingMode: true },
    tlsCipherSuites: expect.stringMatching(/^TLS_/),
  });
  expect(conf).not.toHaveProperty('unknown');
  expect(agent({}, '1.9.0', { serviceCidrV6: 'fd00::/108' })).toMatchObject({ serviceCIDR: '10.96.0.0/12' });
  for (const key of ['tunnelPort', 'multicluster', 'enableBridgingMode']) {
    expect(agent({ antrea: { config } }, '1.5.3')).not.toHaveProperty(key);
  }
});

test('a version may have the suffix of its package', () => {
  const whole = 'antrea.tanzu.vmware.com.1.9.0---vmware.3-tkg.1-advanced';
  expect(Preview.antreaConfigMap(spec({}), whole)).toEqual(Preview.antreaConfigMap(spec({}), '1.9.0'));
});

test('texts that YAML reads as another type are quoted', () => {
  const texts = [
    '8900',
    '1e3',
    'yes',
    'NO',
    '0x1F',
    '10:30',
    '2001-01-01',
    '',
    '~',
    '::1',
    'a: b',
    'a #b',
    'x:',
    '- x',
  ];
  const tree = {
    texts: [...texts, '1.5', '.5', '"', 'two\nlines', '1_000', 'null', '61000-62000', '1h2m', 'https://a:1'],
  };
  expect(parse(yamlText(tree))).toEqual(tree);
  expect(parse(yamlText(tree), { version: '1.1' })).toEqual(tree);
});

const manifest = { apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig', metadata: { name: 'c1' } };

test.each<[any, string, any, string]>([
  [
    { ...manifest, spec: {} },
    '1.11.1',
    {},
    mentions('AntreaConfig "c1"', 'package version', '"1.11.1"', '"1.5.3"', '"1.7.2"', '"1.9.0"'),
  ],
  [null, '1.9.0', {}, mentions('AntreaConfig', 'null')],
  [
    { kind: 'Cluster', metadata: { name: 'c1' }, spec: {} },
    '1.9.0',
    {},
    mentions('AntreaConfig "c1"', 'kind', '"Cluster"'),
  ],
  [{ featureGates: {} }, '1.9.0', {}, mentions('AntreaConfig', '"featureGates"', 'spec')],
  [{ ...manifest, spec: [] }, '1.9.0', {}, mentions('AntreaConfig "c1"', 'spec', 'a list')],
  [
    spec({ featureGates: 'Multicast' }),
    '1.9.0',
    {},
    mentions('AntreaConfig', 'spec.antrea.config.featureGates', '"Multicast"', 'not a map'),
  ],
  [
    spec({ featureGates: { Multicast: 'true' } }),
    '1.9.0',
    {},
    mentions('AntreaConfig', 'spec.antrea.config.featureGates.Multicast', '"true"'),
  ],
  [spec({ defaultMTU: 8900 }), '1.9.0', {}, mentions('AntreaConfig', 'spec.antrea.config.defaultMTU', '8900')],
  [
    spec({ multicastInterfaces: 'eth0' }),
    '1.9.0',
    {},
    mentions('AntreaConfig', 'spec.antrea.config.multicastInterfaces', '"eth0"'),
  ],
  [
    spec({ trafficEncapMode: 'encapsulated' }),
    '1.9.0',
    {},
    mentions(
      'AntreaConfig',
      'spec.antrea.config.trafficEncapMode',
      '"encapsulated"',
      '"encap"',
      '"noEncap"',
      '"hybrid"',
      '"networkPolicyOnly"',
    ),
  ],
  [spec({}), '1.9.0', { serviceCidr: 'fd00::/108' }, mentions('AntreaConfig', 'serviceCidr', '"fd00::/108"')],
  [spec({}), '1.9.0', { infraProvider: '' }, mentions('AntreaConfig', 'infraProvider', '""')],
  [spec({}), '1.9.0', { serviceCIDR: '10.0.0.0/8' }, mentions('AntreaConfig', '"serviceCIDR"', '"serviceCidr"')],
])('%j in %s with %j is an error', (antreaConfig, version, options, expected) => {
  expect(() => Preview.antreaConfigMap(antreaConfig, version, options)).toThrow(expected);
});

test('every table has its source', () => {
  const tables = [ANTREA_CONFIG_FIELDS, ANTREA_CONFIG_GATES, ANTREA_PACKAGE_VALUES, ...ANTREA_PACKAGE_CONFIGS];
  expect(tables.filter(({ source }) => source.length < 20)).toEqual([]);
});
