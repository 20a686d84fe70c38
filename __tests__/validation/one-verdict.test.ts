import { ApiObject, ApiObjectProps, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import {
  Acknowledgement,
  AntreaObject,
  Lint,
  MulticastOptions,
  OsImage,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  TrafficEncapMode,
  Warnings,
  clusterApi,
  cni,
} from '../../lib';
import { antreaConfig, cluster as clusterObject } from '../../lib/rules/_examples';
import { CLUSTER, newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';
import { idsOf, printed } from './_ids';

const EQUAL_RANGES = { pods: { cidrBlocks: ['10.0.0.0/16'] }, services: { cidrBlocks: ['10.0.0.0/16'] } };
const PUBLIC = { podCidrs: ['192.0.0.0/16'] };

const appOf = (chart: Chart) => chart.node.root as App;
const raw = (chart: Chart, id: string, object: object) => new ApiObject(chart, id, object as ApiObjectProps);

function patchPool(made: TanzuCluster, image: string): void {
  made.enableMulticast();
  const annotations = '/spec/topology/workers/machineDeployments/0/metadata/annotations';
  const path = `${annotations}/run.tanzu.vmware.com~1resolve-os-image`;
  ApiObject.of(made).addJsonPatch(JsonPatch.replace(path, image));
}

function patchRelease(made: TanzuCluster, release: string): void {
  made.enableMulticast();
  ApiObject.of(made).addJsonPatch(JsonPatch.replace('/spec/topology/version', release));
}

/** The objects of an app as in YAML, without any check. */
function objectsOf(app: App): any[] {
  return app.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson());
}

describe('synth checks every object against the rules', () => {
  test.each<[string, string[], (chart: SupervisorChart) => void]>([
    [
      'an ApiObject Cluster with equal ranges',
      ['TAM024'],
      (chart) => {
        raw(chart, 'Raw', clusterObject({ clusterNetwork: EQUAL_RANGES }));
      },
    ],
    [
      'a Cluster of clusterApi with equal ranges',
      ['TAM024'],
      (chart) => {
        new clusterApi.Cluster(chart, 'Raw', { metadata: { name: 'c1' }, spec: { clusterNetwork: EQUAL_RANGES } });
      },
    ],
    [
      'a Service range that a JSON patch makes equal to that of the Pods',
      ['TAM024'],
      (chart) => {
        const path = '/spec/clusterNetwork/services/cidrBlocks/0';
        ApiObject.of(newCluster({}, chart)).addJsonPatch(JsonPatch.replace(path, CLUSTER.podCidrs[0]));
      },
    ],
    [
      'an ApiObject AntreaConfig with a gate that its Antrea does not have',
      ['TAM003'],
      (chart) => {
        const config = antreaConfig(
          { featureGates: { BGPPolicy: true } },
          { name: 'c1-antrea-package', namespace: 'ns1' },
        );
        newCluster({}, chart).node.addDependency(raw(chart, 'Raw', config));
      },
    ],
    [
      'an AntreaConfig of cni in a mode without multicast',
      ['TAM006'],
      (chart) => {
        const config = { featureGates: { multicast: true } };
        newCluster({ release: 'v1.24.9---vmware.1-tkg.4' }, chart).node.addDependency(
          new cni.AntreaConfig(chart, 'Raw', { metadata: { name: 'c1-antrea-package' }, spec: { antrea: { config } } }),
        );
      },
    ],
    ['a pool that is patched to Photon', ['TAM007'], (chart) => patchPool(newCluster({}, chart), 'os-name=photon')],
    ['a pool that is patched to Windows', ['TAM007'], (chart) => patchPool(newCluster({}, chart), 'os-type=windows')],
    [
      'a release that is patched to one whose Antrea has no multicast in encap mode',
      ['TAM006'],
      (chart) => patchRelease(newCluster({}, chart), 'v1.24.9---vmware.1-tkg.4'),
    ],
    ['a release that is patched to none', ['TAM037'], (chart) => patchRelease(newCluster({}, chart), 'nonsense')],
    [
      'an AntreaConfig in a mode that is none',
      ['TAM006'],
      (chart) => {
        raw(chart, 'Raw', antreaConfig({ trafficEncapMode: 'Encap' }));
        raw(chart, 'Cluster', clusterObject());
      },
    ],
    [
      'an AntreaConfig with feature gates that are no map',
      ['TAM003'],
      (chart) => {
        raw(chart, 'Raw', antreaConfig({ featureGates: true }));
      },
    ],
  ])('%s is refused, as by lint', (_, ids, fill) => {
    const chart = supervisorChart();
    fill(chart);
    const errors = Lint.objects(objectsOf(appOf(chart))).filter(({ level }) => level === 'error');
    expect(errors.map(({ ruleId }) => ruleId)).toEqual(ids);
    const [{ object, message, fix, ruleId }] = errors;
    expect(sentence(() => Testing.synth(chart))).toEqual(mentions(object, message, fix, ruleId));
  });

  test('an object in a List is checked', () => {
    const chart = supervisorChart();
    const list = { apiVersion: 'v1', kind: 'List', items: [clusterObject({ clusterNetwork: EQUAL_RANGES })] };
    raw(chart, 'Raw', list);
    expect(sentence(() => Testing.synth(chart))).toEqual(
      mentions('supervisor/Raw', 'Cluster broadcast/video', 'TAM024'),
    );
    expect(Lint.objects([antreaConfig(), list]).filter(({ level }) => level === 'error')).toMatchObject([
      { ruleId: 'TAM024', index: 1 },
    ]);
  });

  test('an object without a kind after a patch is one error', () => {
    const chart = supervisorChart();
    raw(chart, 'Raw', clusterObject()).addJsonPatch(JsonPatch.remove('/kind'));
    expect(sentence(() => Testing.synth(chart))).toMatch(
      /^Validation failed .*\n  \[supervisor\] supervisor\/Raw: .*kind.*\.$/,
    );
  });

  test('the error names the chart and the construct', () => {
    const chart = supervisorChart();
    raw(chart, 'Raw', clusterObject({ clusterNetwork: EQUAL_RANGES }));
    expect(sentence(() => Testing.synth(chart))).toEqual(
      mentions('[supervisor] supervisor/Raw: Cluster broadcast/video', '"10.0.0.0/16"', '10.0.255.255', 'TAM024'),
    );
  });
});

test('an output file extension with a path out of the output folder is refused', () => {
  const app = new App({ outputFileExtension: '/../../x.yaml' });
  new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'broadcast' });
  expect(() => app.synthYaml()).toThrow(mentions('outputFileExtension', '"/../../x.yaml"'));
});

test('objects of two Supervisors are checked separately', () => {
  const app = new App();
  const [old, current] = ['old', 'current'].map(
    (id) => new SupervisorChart(app, id, { vsphereNamespace: 'broadcast' }),
  );
  raw(old, 'Cluster', clusterObject({ topology: { version: 'v1.24.9---vmware.1-tkg.4' } }));
  raw(current, 'Config', antreaConfig());
  raw(current, 'Cluster', clusterObject());
  expect(app.synthYaml()).toContain('kind: AntreaConfig');
});

test('an object in a chart of another type is not checked', () => {
  const ours = supervisorChart();
  const theirs = new Chart(appOf(ours), 'theirs');
  raw(theirs, 'Raw', clusterObject({ clusterNetwork: EQUAL_RANGES }));
  expect(Testing.synth(theirs)).toHaveLength(1);
  expect(Warnings.of(theirs)).toEqual([]);
});

describe('a construct and a rule give the same error only once', () => {
  test('an error of an object is listed once', () => {
    const chart = supervisorChart();
    newCluster({}, chart);
    raw(chart, 'Raw', clusterObject({ clusterNetwork: EQUAL_RANGES }));
    const message = sentence(() => appOf(chart).synthYaml());
    expect(message.match(/TAM\d{3} in docs/g)).toEqual(['TAM024 in docs']);
  });

  test.each<[string, string, Partial<TanzuClusterProps>, MulticastOptions | undefined]>([
    ['TAM003', 'an unknown gate', {}, { featureGates: { Multicst: true } }],
    ['TAM005', 'a gate that no Supervisor is known to take', {}, { featureGates: { L7NetworkPolicy: true } }],
    ['TAM006', 'a mode that nothing documents', {}, { trafficEncapMode: TrafficEncapMode.HYBRID }],
    ['TAM007', 'a kernel that nobody knows', { release: 'v1.26.0', os: OsImage.photon() }, {}],
    ['TAM012', 'encryption in an AntreaConfig', {}, { config: { trafficEncryptionMode: 'ipsec' } }],
    ['TAM025', 'a public range', PUBLIC, undefined],
    ['TAM026', 'host bits', { podCidrs: ['172.20.1.0/16'] }, undefined],
    [
      'TAM043',
      'a version of the image',
      {
        release: 'v1.34.0',
        clusterClass: 'builtin-generic-v3.7.0',
        os: OsImage.ubuntu({ version: '20.04' }),
      },
      undefined,
    ],
    ['TAM047', 'long names', { name: 'c'.repeat(40) }, undefined],
    ['TAM048', 'multicast.enable', { antreaVersion: '1.13.3' }, {}],
    ['TAM080', 'a class that VKS removes', { release: 'v1.31.1', antreaVersion: undefined }, undefined],
    ['TAM068', 'multicast that is left off', {}, { featureGates: { Multicast: false } }],
  ])('%s: %s', (id, _, changes, options) => {
    const chart = supervisorChart();
    const made = newCluster({ release: 'v1.30.0', antreaVersion: '1.11.3', ...changes }, chart);
    if (options) {
      made.enableMulticast({ antreaObject: AntreaObject.ANTREA_CONFIG, ...options });
      Acknowledgement.of(chart, 'TAM009', 'its known bugs');
    }
    expect(idsOf(Warnings.of(chart))).toEqual([id]);
    const lines = printed(() => {
      Testing.synth(chart);
      appOf(chart).synthYaml();
    });
    expect(lines).toHaveLength(1);
    expect(lines[0].replace(/^warning: \[[^\]]*\] /, '')).toBe(Warnings.of(chart)[0]);
  });
});

describe('the order of objects is checked as it is written', () => {
  const metadata = { name: 'c1-antrea-package', namespace: 'ns1' };
  const clusterFirst = (yamlOutputType?: YamlOutputType) => {
    const chart = new SupervisorChart(new App({ yamlOutputType }), 'supervisor', { vsphereNamespace: 'ns1' });
    const made = raw(chart, 'Cluster', clusterObject({}, { name: 'c1', namespace: 'ns1' }));
    return { chart, made, config: raw(chart, 'Config', antreaConfig({}, metadata)) };
  };
  const ORDER = mentions('AntreaConfig ns1/c1-antrea-package', 'Cluster ns1/c1', 'TAM022');

  test('an AntreaConfig after its Cluster gives a warning', () => {
    expect(Warnings.of(clusterFirst().chart)).toContainEqual(ORDER);
  });

  test('a dependency of the Cluster removes the warning', () => {
    const { chart, made, config } = clusterFirst();
    made.addDependency(config);
    expect(idsOf(Warnings.of(chart))).not.toContain('TAM022');
    Testing.synth(chart);
    expect(idsOf(Warnings.of(chart))).not.toContain('TAM022');
  });

  test('a dependency of the AntreaConfig causes the warning', () => {
    const chart = supervisorChart();
    const config = raw(chart, 'Config', antreaConfig({}, metadata));
    expect(idsOf(Warnings.of(chart))).not.toContain('TAM022');
    config.addDependency(raw(chart, 'Cluster', clusterObject({}, { name: 'c1', namespace: 'ns1' })));
    expect(Warnings.of(chart)).toContainEqual(ORDER);
  });

  test('enableMulticast() writes the AntreaConfig first', () => {
    const made = newCluster();
    made.enableMulticast();
    expect(idsOf(Warnings.of(made))).toEqual(['TAM009']);
  });

  test('all objects of a FILE_PER_APP have an order', () => {
    expect(Warnings.of(clusterFirst(YamlOutputType.FILE_PER_APP).chart)).toContainEqual(ORDER);
  });

  test('objects in separate files have no order', () => {
    const { chart } = clusterFirst(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE);
    expect(idsOf(Warnings.of(chart))).not.toContain('TAM022');
  });
});

describe('changed objects are checked again', () => {
  const replace = (blocks: string[]) => JsonPatch.replace('/spec/clusterNetwork/pods/cidrBlocks', blocks);
  const overlap = (made: TanzuCluster) => ApiObject.of(made).addJsonPatch(replace(CLUSTER.serviceCidrs));
  const mend = (made: TanzuCluster) => ApiObject.of(made).addJsonPatch(replace(CLUSTER.podCidrs));

  test.each<[string, (chart: SupervisorChart) => unknown]>([
    ['Warnings.of()', (chart) => Warnings.of(chart)],
    ['Testing.synth()', (chart) => Testing.synth(chart)],
    ['app.synthYaml()', (chart) => appOf(chart).synthYaml()],
    ['app.synth()', (chart) => appOf(chart).synth()],
  ])('after %s', (_, look) => {
    const chart = new SupervisorChart(Testing.app(), 'supervisor', { vsphereNamespace: 'ns1' });
    const made = newCluster({}, chart);
    look(chart);
    overlap(made);
    expect(sentence(() => Testing.synth(chart))).toEqual(mentions('TAM024'));
    expect(sentence(() => appOf(chart).synthYaml())).toEqual(mentions('TAM024'));
    expect(sentence(() => appOf(chart).synth())).toEqual(mentions('TAM024'));
    mend(made);
    expect(Testing.synth(chart)).toHaveLength(1);
    expect(appOf(chart).synthYaml()).toContain('kind: Cluster');
  });

  test('between two checks of one of two charts', () => {
    const app = new App();
    const charts = ['a', 'b'].map((id) => new SupervisorChart(app, id, { vsphereNamespace: id }));
    const made = charts.map((chart) => newCluster({}, chart));
    expect(charts.map((chart) => Testing.synth(chart).length)).toEqual([1, 1]);
    overlap(made[1]);
    expect(sentence(() => Testing.synth(charts[0]))).toEqual(mentions('[b] b/Cluster0/Resource'));
    mend(made[1]);
    expect(Testing.synth(charts[0])).toHaveLength(1);
  });

  test('a patch that fixes the problem removes the warning', () => {
    const made = newCluster(PUBLIC);
    expect(idsOf(Warnings.of(made))).toEqual(['TAM025']);
    mend(made);
    expect(Warnings.of(made)).toEqual([]);
    expect(printed(() => Testing.synth(made.node.scope as Chart))).toEqual([]);
  });

  test('only warnings that are new since the last synth are printed', () => {
    const made = newCluster(PUBLIC);
    const chart = made.node.scope as Chart;
    expect(printed(() => Testing.synth(chart))).toHaveLength(1);
    ApiObject.of(made).addJsonPatch(replace(['192.0.1.0/16']));
    expect(idsOf(printed(() => Testing.synth(chart)))).toEqual(['TAM025', 'TAM026']);
    expect(printed(() => Testing.synth(chart))).toEqual([]);
  });
});
