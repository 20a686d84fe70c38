import { Folder, run } from '../_run';
import {
  EARLY,
  GATES,
  RECEIVER,
  WITH_ADDON,
  addonConfig,
  antreaConfig,
  changedLines,
  cluster,
  documents,
  fix,
} from './_fix';

const GATE = `featureGates: { ${GATES}, Multicast: true }`;

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** Checks the changed lines, that all else stays, and that a second run changes nothing. */
async function expectChange(content: string, lines: string[], ...options: string[]): Promise<void> {
  const first = await fix(folder, content, ...options);
  expect(first.lines).toEqual(lines);
  const second = await fix(folder, first.text, ...options);
  expect(second.text).toBe(first.text);
  expect(second.out).toContain('No finding has a fix that is certain');
}

describe('a name', () => {
  test.each(['video-antrea', 'video-antrea-pakage', 'video-config'])('of an AntreaConfig: %s', (name) =>
    expectChange(documents(antreaConfig(GATE, name), cluster(EARLY)), [
      `-metadata: { name: ${name}, namespace: broadcast }`,
      '+metadata: { name: video-antrea-package, namespace: broadcast }',
    ]),
  );

  test('of an AddonConfig whose spec names the cluster', () =>
    expectChange(
      documents(
        addonConfig('multicast: { enable: true }', 'settings', '  clusterName: video\n'),
        cluster(WITH_ADDON),
        cluster(WITH_ADDON, { name: 'radio' }),
      ),
      [
        '-metadata: { name: settings, namespace: broadcast }',
        '+metadata: { name: video-antrea, namespace: broadcast }',
      ],
    ));

  test.each([
    ['of no Cluster in the files', documents(antreaConfig(GATE, 'video-antrea'), cluster(EARLY, { name: 'radio' }))],
    [
      'that an AntreaConfig of the Cluster has already',
      documents(antreaConfig(GATE), antreaConfig(GATE, 'video-antrea'), cluster(EARLY)),
    ],
    [
      'that two Clusters can mean',
      documents(antreaConfig(GATE, 'video-2-antrea'), cluster(EARLY), cluster(EARLY, { name: 'video-2' })),
    ],
    ['that may be for a ClusterBootstrap elsewhere', documents(antreaConfig(GATE, 'my-own-name'), cluster(EARLY))],
    [
      'of an AddonConfig with two names of clusters',
      documents(
        addonConfig('multicast: { enable: true }', 'x', '  clusterName: radio\n').replace(
          'namespace: broadcast }',
          'namespace: broadcast, labels: { cluster.x-k8s.io/cluster-name: video } }',
        ),
        cluster(WITH_ADDON),
        cluster(WITH_ADDON, { name: 'radio' }),
      ),
    ],
  ])('%s stays', (_, content) => expectChange(content, []));
});

describe('a field and a value', () => {
  test.each([
    ['the host bits of a range', '', { pods: '172.20.1.7/16' }, '172.20.1.7/16', '172.20.0.0/16'],
    ['the host bits of an IPv6 range', '', { pods: '172.20.0.0/16, "fd00::1/64"' }, '"fd00::1/64"', '"fd00::/64"'],
    ['a variable in another case', '', { more: '      - { name: NTP, value: x.example.com }\n' }, 'NTP', 'ntp'],
  ])('%s', (_, settings, options, from, to) => {
    const content = documents(antreaConfig(`${GATE}${settings}`), cluster(EARLY, options));
    const line = content.split('\n').find((one) => one.includes(from)) as string;
    return expectChange(content, [`-${line}`, `+${line.replace(from, to)}`]);
  });

  test.each([
    ['a gate in quotes', 'Multicast: true', 'Multicast: "true"'],
    ['a misspelt gate', 'Multicast: true', 'Multicats: true'],
    ['a gate by its name in Antrea', 'AntreaTraceflow: true', 'Traceflow: true'],
    ['a mode in another case', 'trafficEncapMode: noEncap', 'trafficEncapMode: NoEncap'],
    ['a misspelt field', 'trafficEncapMode: noEncap', 'traficEncapMode: noEncap'],
    ['a number in place of a text', 'defaultMTU: "8950"', 'defaultMTU: 8950'],
    ['a boolean in place of a text', 'tunnelType: "off"', 'tunnelType: off'],
    ['a text in place of a number', 'tunnelPort: 6082', 'tunnelPort: "6082"'],
    ['a text in place of a boolean', 'tunnelCsum: true', "tunnelCsum: 'True'"],
    ['the default interval without its unit', 'igmpQueryInterval: "125s"', 'igmpQueryInterval: "125"'],
    ['the default interval as a number', 'igmpQueryInterval: "125s"', 'igmpQueryInterval: 125'],
  ])('%s', (_, right, wrong) => {
    const rest = 'trafficEncapMode: noEncap\ndefaultMTU: "8950"\ntunnelType: "off"\ntunnelPort: 6082\ntunnelCsum: true';
    const settings = `${GATE}\n${rest}\nmulticast: { igmpQueryInterval: "125s" }`;
    const content = documents(antreaConfig(settings), cluster(EARLY));
    const line = content.split('\n').find((one) => one.includes(right)) as string;
    return expectChange(content.replace(right, wrong), [`-${line.replace(right, wrong)}`, `+${line}`]);
  });

  test.each([
    ['an interval whose unit is open', 'multicast: { igmpQueryInterval: "5" }'],
    ['an interval as a number whose unit is open', 'multicast: { igmpQueryInterval: 5 }'],
    ['a field that only resembles another', 'serviceCIDRv6: fd00::/112'],
    ['a field that is like none', 'cloudProvider: { name: "" }'],
    ['a misspelt field next to the right one', 'traficEncapMode: noEncap\ntrafficEncapMode: encap'],
    ['a mode that is none', 'trafficEncapMode: tunnel'],
    ['a list that is a text', 'multicastInterfaces: eth0,eth1'],
    ['a number that is none', 'tunnelPort: "6082/udp"'],
    ['a setting that the Antrea does not have', 'multicast: { enable: true }'],
  ])('%s stays', (_, settings) => expectChange(documents(antreaConfig(`${GATE}\n${settings}`), cluster(EARLY)), []));

  test('a range of a Cluster that may exist is changed with a caution', async () => {
    const { err } = await fix(folder, cluster(EARLY, { pods: '172.20.1.7/16' }));
    expect(err).toMatch(
      /^all\.yaml:6: TAM026 Cluster broadcast\/video: If the Cluster exists already, keep the old text/,
    );
  });

  test('a namespace that YAML reads as a boolean', () =>
    expectChange(antreaConfig(GATE).replace('namespace: broadcast', 'namespace: n'), [
      '-metadata: { name: video-antrea-package, namespace: n }',
      '+metadata: { name: video-antrea-package, namespace: "n" }',
    ]));

  test('`value` in place of `values`', () =>
    expectChange(
      documents(addonConfig('multicast: { enable: true }').replace('  values:', '  value:'), cluster(WITH_ADDON)),
      ['-  value:', '+  values:'],
    ));

  test('a misspelt switch of multicast, in two steps', () =>
    expectChange(
      documents(addonConfig('featureGates: { Multicast: true }\nmultiCast: { enabled: true }'), cluster(WITH_ADDON)),
      ['-        multiCast: { enabled: true }', '+        multicast: { enable: true }'],
    ));
});

describe('a missing gate or switch', () => {
  const withoutGate = `featureGates: { ${GATES} }`;

  test('the gate Multicast, if a workload of the cluster uses multicast', () =>
    expectChange(documents(antreaConfig(withoutGate), cluster(EARLY), RECEIVER), [
      `-      featureGates: { ${GATES} }`,
      `+      featureGates: { ${GATES}, Multicast: true }`,
    ]));

  test('multicast.enable of an AddonConfig with the gate', () =>
    expectChange(documents(addonConfig('featureGates: { Multicast: true }'), cluster(WITH_ADDON)), [
      '+        multicast:',
      '+          enable: true',
    ]));

  test('multicast.enable of an AddonConfig, if a workload uses multicast', () =>
    expectChange(documents(addonConfig('trafficEncapMode: encap'), cluster(WITH_ADDON), RECEIVER), [
      '+        multicast:',
      '+          enable: true',
    ]));

  test('the gates whose value the schema sets, with this value', () =>
    expectChange(
      antreaConfig('featureGates:\n  Multicast: true\n  Egress: false'),
      [
        ...['AntreaProxy: true', 'EndpointSlice: false', 'AntreaPolicy: true', 'FlowExporter: false'],
        ...['NodePortLocal: true', 'AntreaTraceflow: true', 'NetworkPolicyStats: false'],
      ].map((gate) => gate.replace(/^/, '+        ')),
    ));

  test.each([
    ['no workload uses multicast', documents(antreaConfig(withoutGate), cluster(EARLY))],
    [
      'the user turns the gate off',
      documents(antreaConfig(`featureGates: { ${GATES}, Multicast: false }`), cluster(EARLY), RECEIVER),
    ],
    ['all gates are off', documents(antreaConfig('trafficEncapMode: encap'), cluster(EARLY), RECEIVER)],
    [
      'the Antrea has no multicast in this mode',
      documents(antreaConfig(withoutGate), cluster('v1.24.9---vmware.1-tkg.4'), RECEIVER),
    ],
    ['the release is not known', documents(antreaConfig(withoutGate), cluster('v1.20.1---vmware.1-tkg.9'), RECEIVER)],
    [
      'the user turns the switch off',
      documents(addonConfig('featureGates: { Multicast: true }\nmulticast: { enable: false }'), cluster(WITH_ADDON)),
    ],
  ])('nothing is added if %s', (_, content) => expectChange(content, []));

  test('nothing is added if the Supervisor refuses the gate', () =>
    expectChange(documents(antreaConfig(withoutGate), cluster(EARLY), RECEIVER), [], '--vsphere', '8.0u1'));
});

describe('the order', () => {
  const config = antreaConfig(GATE);

  test('an AntreaConfig is moved in front of its Cluster', async () => {
    const { text } = await fix(folder, documents(cluster(EARLY), RECEIVER, config));
    expect(text).toBe(documents(config, cluster(EARLY), RECEIVER));
    expect((await fix(folder, text)).text).toBe(text);
  });

  test('only in front of its own Cluster, with the comments of its document', async () => {
    const radio = cluster(EARLY, { name: 'radio' });
    const own = `# for the studio\n${config}# end\n`;
    const { text } = await fix(folder, `---\n${documents(radio, cluster(EARLY), own)}`);
    expect(text).toBe(`---\n${documents(radio, own, cluster(EARLY))}`);
  });

  test('a last document without a line end leaves the file without one', async () => {
    const { text } = await fix(folder, documents(cluster(EARLY), config).trimEnd());
    expect(text).toBe(documents(config, cluster(EARLY)).trimEnd());
  });

  test('objects in a List are not moved, and that is reported', async () => {
    const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ').replace(/^ {4}/, '  - ');
    const list = `apiVersion: v1\nkind: List\nitems:\n${indented(cluster(EARLY))}\n${indented(config)}\n`;
    const { text, err } = await fix(folder, list);
    expect(text).toBe(list);
    expect(err).toContain('TAM022 AntreaConfig broadcast/video-antrea-package is not fixed');
  });
});

test('a rename that reveals an error without a certain way out is left out, and the error is named', async () => {
  const photon = cluster(EARLY).replaceAll('os-name=ubuntu', 'os-name=photon');
  const content = documents(antreaConfig(GATE, 'video-antrea'), photon);
  const { text, err } = await fix(folder, content);
  expect(text).toBe(content);
  expect(err).toMatch(
    /TAM018 .* is not fixed, because lint would then find TAM007 at all\.yaml:\d+, which has no certain way out: Its Nodes run "photon", .*[^.]\.\n/,
  );
});

test('an acknowledged finding and one of the baseline stay', async () => {
  const content = antreaConfig(`${GATE}\ndefaultMTU: 8950\ntunnelPort: "1"`);
  const acknowledged = content.replace(
    'namespace: broadcast }',
    'namespace: broadcast, annotations: { cdk8s-antrea-multicast/acknowledge.TAM089: on purpose } }',
  );
  expect((await fix(folder, acknowledged)).lines).toEqual([]);
  folder.write('all.yaml', content);
  await run(['lint', 'all.yaml', '--write-baseline', 'known.json']);
  expect((await fix(folder, content, '--baseline', 'known.json')).text).toBe(content);
  expect(changedLines((await run(['lint', 'all.yaml', '--fix'])).out)).toHaveLength(4);
});
