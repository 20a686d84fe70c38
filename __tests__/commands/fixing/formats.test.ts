import { Folder } from '../_run';
import { EARLY, GATES, WITH_ADDON, addonConfig, antreaConfig, changedLines, cluster, documents, fix } from './_fix';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const GATE = `featureGates: { ${GATES}, Multicast: true }`;

/** Checks that one text is replaced by another one, and that every other byte stays. */
async function expectReplaced(content: string, from: string, to: string): Promise<void> {
  const { text } = await fix(folder, content);
  expect(content.split(from)).toHaveLength(2);
  expect(text).toBe(content.replace(from, to));
  expect((await fix(folder, text)).text).toBe(text);
}

describe('all other bytes stay', () => {
  test('comments, blank lines, odd spaces and the order of the keys', () =>
    expectReplaced(
      `# the licence\n\n${antreaConfig(`${GATE}   # all of them\n\n# wide\ndefaultMTU:    8950   # Nodes have 9000\n\n`)}\n\n# end`,
      '8950 ',
      '"8950" ',
    ));

  test('line ends of Windows, also in new lines', async () => {
    const content = documents(addonConfig('featureGates: { Multicast: true }'), cluster(WITH_ADDON)).replace(
      /\n/g,
      '\r\n',
    );
    const { text } = await fix(folder, content);
    const [gate, lines] = ['featureGates: { Multicast: true }\r\n', '        multicast:\r\n          enable: true\r\n'];
    expect(text).toBe(content.replace(gate, `${gate}${lines}`));
  });

  test('line ends of Windows in documents that are moved', async () => {
    const [config, other] = [antreaConfig(GATE), cluster(EARLY)].map((text) => text.replace(/\n/g, '\r\n'));
    expect((await fix(folder, `${other}---\r\n${config}`)).text).toBe(`${config}---\r\n${other}`);
  });

  test('a byte order mark', () =>
    expectReplaced(`\uFEFF${antreaConfig(`${GATE}\ndefaultMTU: 8950`)}`, '8950', '"8950"'));

  test.each([
    ["'", "tunnelType: 'geneve'\nx: ''"],
    ['"', 'tunnelType: "geneve"'],
  ])('quotes are those of the file: %s', (quote, other) =>
    expectReplaced(
      antreaConfig(`${GATE}\n${other.replace(/\nx.*/, "\nserviceCIDR: ''")}\ndefaultMTU: 8950`),
      '8950',
      `${quote}8950${quote}`,
    ),
  );

  test('JSON', () => {
    const json = (name: string) =>
      JSON.stringify({
        apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
        kind: 'AddonConfig',
        metadata: { name: 'video-antrea', namespace: 'broadcast' },
        spec: { [name]: { antrea: { config: { multicast: { enable: true } } } } },
      });
    return expectReplaced(json('value'), '"value"', '"values"');
  });

  test('a new member of JSON has quotes, and its own line if the others have', async () => {
    const object = {
      apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
      kind: 'AntreaConfig',
      metadata: { name: 'video-antrea-package', namespace: 'broadcast' },
      spec: { antrea: { config: { featureGates: { Multicast: true } } } },
    };
    const { text } = await fix(folder, JSON.stringify(object, null, 2));
    expect(text).toContain(
      '            "Multicast": true,\n          "AntreaProxy": true,'.replace('            "M', '          "M'),
    );
    expect(JSON.parse(text).spec.antrea.config.featureGates.NetworkPolicyStats).toBe(false);
    expect(JSON.parse((await fix(folder, JSON.stringify(object))).text)).toEqual(JSON.parse(text));
  });

  test('an object of a List', () =>
    expectReplaced(
      `apiVersion: v1\nkind: List\nitems:\n${antreaConfig(`${GATE}\ndefaultMTU: 8950`)
        .trimEnd()
        .replace(/^/gm, '    ')
        .replace(/^ {4}/, '  - ')}\n`,
      '8950',
      '"8950"',
    ));

  test('new members of maps in every style', async () => {
    const gates = (text: string) => fix(folder, antreaConfig(text)).then((result) => changedLines(result.out));
    const all = 'Multicast: true, AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, FlowExporter: false';
    expect((await gates('featureGates: {Multicast: true, }'))[1]).toContain(`{Multicast: true, ${all.slice(17)}`);
    expect((await gates('featureGates: {}'))[1]).toContain('{AntreaProxy: true, EndpointSlice: false');
    expect(await gates('featureGates:\n    Multicast: true # on\n    Egress: true\ntunnelCsum: true')).toContain(
      '+          AntreaProxy: true',
    );
  });
});

describe('a value in several places is not changed, and that is reported', () => {
  const anchored = (config: string) => `${antreaConfig(GATE)}---\n${config}`;

  test.each([
    ['the value comes from the alias *mtu', `${GATE}\ndnsServerOverride: &mtu 8950\ndefaultMTU: *mtu`],
    ['a merge key may bring the value', `featureGates: { <<: &all { Multicast: true } }`],
    [
      'the value has the anchor &mtu, which is used in another place too',
      `${GATE}\ndefaultMTU: &mtu 8950\ndnsServerOverride: *mtu`,
    ],
  ])('%s', async (reason, settings) => {
    const content = anchored(antreaConfig(settings, 'radio-antrea-package'));
    const { text, err } = await fix(folder, content);
    expect(text).toBe(content);
    expect(err).toContain(`is not fixed, because ${reason}.`);
  });

  test('an anchor that no alias uses, and values next to aliases, are changed', () =>
    expectReplaced(
      antreaConfig(`${GATE}\ntransportInterface: &nic eth1\ntunnelType: *nic\ntunnelPort: "1"`),
      '"1"',
      '1',
    ));

  test.each(['defaultMTU: !!int 8950', 'defaultMTU: !!int "8950"'])('a value with a tag stays: %s', async (setting) => {
    const content = antreaConfig(`${GATE}\n${setting}`);
    expect((await fix(folder, content)).text).toBe(content);
  });

  test('a text of several lines stays', async () => {
    const content = antreaConfig(`${GATE}\ntunnelPort: >-\n  6081`);
    expect((await fix(folder, content)).text).toBe(content);
  });
});
