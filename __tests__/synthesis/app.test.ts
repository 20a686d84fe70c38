import { ApiObject, App as StockApp, AppProps, Chart, Include, Testing, YamlOutputType } from 'cdk8s';
import { App, AppOptions, ClusterReference, Runbook, SupervisorChart, WorkloadChart } from 'cdk8s-antrea-multicast';
import { Construct } from 'constructs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Outcome, filesIn, outcome } from './_outcome';

const folder = mkdtempSync(join(tmpdir(), 'app-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

function ourApp(options: AppOptions = {}): App {
  return new App({ outdir: join(folder, String(count++)), ...options });
}

function objectIn(
  scope: Construct,
  id: string,
  kind = 'ConfigMap',
  namespace?: string,
  name = id.toLowerCase(),
): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind, metadata: { name, namespace } });
}

function files(app: App): string[] {
  app.synth();
  return Object.keys(filesIn(app.outdir));
}

/** What both write. */
function same(build: (app: StockApp) => void, props: AppProps = {}): Outcome {
  const ours = outcome((outdir) => new App({ ...props, outdir }), build);
  expect(ours).toEqual(outcome((outdir) => new StockApp({ ...props, outdir }), build));
  return ours;
}

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

describe('the files are those of cdk8s', () => {
  test.each(TYPES)('of an app without charts, and with empty charts, in type %s', (yamlOutputType) => {
    expect(same(() => undefined, { yamlOutputType }).files).toEqual({});
    same((app) => ['one', 'two'].forEach((id) => new Chart(app, id)), { yamlOutputType });
  });

  test.each(TYPES)('if charts depend on others through their constructs, in type %s', (yamlOutputType) => {
    const build = (app: StockApp) => {
      const [one, two, three] = ['one', 'two', 'three'].map((id) => new Chart(app, id));
      const [web, data] = [new Construct(one, 'web'), new Construct(two, 'data')];
      const [first, , last] = [objectIn(web, 'a'), objectIn(data, 'b'), objectIn(three, 'c')];
      web.node.addDependency(data);
      data.node.addDependency(last);
      objectIn(one, 'alone').addDependency(first);
    };
    same(build, { yamlOutputType, outputFileExtension: '.yml', recordConstructMetadata: true });
  });

  test('if charts are in charts', () => {
    const { files: written } = same((app) => {
      const outer = new Chart(app, 'outer');
      objectIn(outer, 'a');
      const inner = new Chart(outer, 'inner');
      objectIn(inner, 'b').addDependency(objectIn(new Chart(inner, 'innermost'), 'c'));
    });
    expect(Object.keys(written).filter((path) => !path.startsWith('again/'))).toEqual([
      expect.stringMatching(/^0000-outer-inner-innermost-/),
      expect.stringMatching(/^0001-outer-inner-/),
      '0002-outer.k8s.yaml',
    ]);
  });

  test('if a chart removes an object when it is rendered, or an object appears then', () => {
    class Hooked extends Chart {
      public toJson(): any[] {
        this.node.tryRemoveChild('gone');
        return super.toJson();
      }
    }
    class Growing extends ApiObject {
      public toJson(): any {
        const later = this.node.root.node.findChild('later');
        if (!later.node.tryFindChild('late')) {
          objectIn(later, 'late').addDependency(objectIn(later, 'first'));
        }
        return super.toJson();
      }
    }
    const { files: written } = same((app) => {
      const chart = new Hooked(app, 'chart');
      objectIn(chart, 'gone');
      new Growing(chart, 'grows', { apiVersion: 'v1', kind: 'ConfigMap' });
      objectIn(new Chart(app, 'later'), 'object');
    });
    expect(written['chart.k8s.yaml']).not.toContain('gone');
    expect(written['later.k8s.yaml']).toContain('late');
  });

  test('if an object and a dependency appear at validation', () => {
    same((app) => {
      const [chart, other] = [new Chart(app, 'chart'), new Chart(app, 'other')];
      const object = objectIn(other, 'object');
      chart.node.addValidation({
        validate: () => {
          if (!chart.node.tryFindChild('late')) {
            objectIn(chart, 'late').addDependency(object);
          }
          return [];
        },
      });
    });
  });

  test('if a name is of the user, or a label is in a chart', () => {
    class Named extends Chart {
      public generateObjectName({ node }: ApiObject): string {
        return `own-${node.id}`;
      }
    }
    same((app) => {
      const chart = new Named(app, 'Chart', { namespace: 'n', labels: { app: 'yes' } });
      new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'CronJob' });
    });
  });

  test('of files that are included, and of what dependents of a removed construct need', () => {
    const path = join(folder, 'included.yaml');
    writeFileSync(
      path,
      'apiVersion: v1\nkind: List\nmetadata: {name: a}\n---\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n',
    );
    same((app) => {
      const chart = new Chart(app, 'chart');
      const include = new Include(chart, 'include', { url: path });
      const old = objectIn(chart, 'x');
      include.node.addDependency(old);
      chart.node.tryRemoveChild('x');
      objectIn(chart, 'x', 'Secret');
    });
  });

  test('of a chart in our App that is rendered by itself', () => {
    const app = ourApp();
    const chart = new Chart(app, 'chart');
    objectIn(chart, 'b').addDependency(objectIn(chart, 'a'));
    expect(Testing.synth(chart).map(({ metadata }) => metadata.name)).toEqual(['b', 'a'].reverse());
  });
});

describe('errors are those of cdk8s', () => {
  test('of validations', () => {
    const { error } = same((app) => {
      const chart = new Chart(app, 'chart');
      objectIn(chart, 'object').node.addValidation({ validate: () => ['first', 'second'] });
    });
    expect(error).toBe('Validation failed with the following errors:\n  [chart/object] first\n  [chart/object] second');
  });

  test('of a cycle', () => {
    const { error } = same((app) => {
      const [one, two, three] = ['one', 'two', 'three'].map((id) => objectIn(new Chart(app, id), 'object'));
      one.addDependency(two, three);
      two.addDependency(three);
      three.addDependency(one);
    });
    expect(error).toMatch(/^Dependency cycle detected: /);
  });

  test('of a dependency outside of charts', () => {
    const { error } = same((app) => {
      new Construct(app, 'outside').node.addDependency(new Chart(app, 'chart'));
    });
    expect(error).toContain('cannot find a parent chart');
  });

  test('of an object that cannot be rendered', () => {
    const { error } = same((app) => {
      const chart = new Chart(app, 'chart');
      const fails = { resolve: () => JSON.parse('{') };
      new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'A', spec: fails } as any);
    });
    expect(error).toMatch(/^Failed serializing construct at path 'chart\/object'/);
  });

  test('a construct that depends on itself is a cycle, where cdk8s overflows its stack', () => {
    const app = ourApp();
    const chart = new Chart(app, 'chart');
    chart.addDependency(chart);
    expect(() => app.synth()).toThrow('Dependency cycle detected: chart => chart');
  });
});

describe('two files of one name are an error, where cdk8s loses the first one', () => {
  test('of two charts', () => {
    const twins = ourApp();
    new Chart(twins, 'Twin');
    new Chart(new Construct(twins, 'Default'), 'Twin');
    expect(() => twins.synth()).toThrow(/^App: the chart "Twin" and the chart "Default\/Twin" need the same file/);
  });

  test('of two objects, also if their names differ only in upper case', () => {
    const app = ourApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    objectIn(new Chart(app, 'one'), 'a', 'Role', 'x', 'name');
    objectIn(new Chart(app, 'two'), 'a', 'Role', 'y', 'Name');
    expect(() => app.synth()).toThrow(
      'App: Role "name" of the chart "one" and Role "Name" of the chart "two" need the same file ("Role.name.k8s.yaml" and "Role.Name.k8s.yaml" are one on macOS and Windows). Use YamlOutputType.FILE_PER_CHART.',
    );
  });

  test('of the metadata of constructs', () => {
    const app = ourApp({ recordConstructMetadata: true, outputFileExtension: '.json' });
    new Chart(app, 'construct-metadata');
    expect(() => app.synth()).toThrow(
      /the chart "construct-metadata" and the metadata of constructs need the same file/,
    );
  });
});

describe('numberedFiles', () => {
  const type = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  const options = { yamlOutputType: type, numberedFiles: true };

  test('puts a Namespace before the objects in it, and a definition before its objects', () => {
    const app = ourApp(options);
    const chart = new Chart(app, 'chart');
    objectIn(chart, 'A', 'ConfigMap', 'x').addDependency(objectIn(chart, 'B', 'Secret', 'x'));
    objectIn(chart, 'A2', 'ConfigMap', 'y', 'a');
    objectIn(chart, 'X', 'Namespace');
    objectIn(chart, 'Y', 'Namespace');
    expect(files(app)).toEqual([
      'chart/',
      'chart/0000-Namespace.x.k8s.yaml',
      'chart/0001-Secret.b.k8s.yaml',
      'chart/0002-ConfigMap.a.k8s.yaml',
      'chart/0003-Namespace.y.k8s.yaml',
      'chart/0004-ConfigMap.a.k8s.yaml',
    ]);
  });

  test('keeps the order of the user if a Namespace depends on an object in it', () => {
    const app = ourApp(options);
    const chart = new Chart(app, 'chart');
    const object = objectIn(chart, 'a', 'ConfigMap', 'x');
    objectIn(chart, 'x', 'Namespace').addDependency(object);
    expect(files(app)).toEqual(['chart/', 'chart/0000-ConfigMap.a.k8s.yaml', 'chart/0001-Namespace.x.k8s.yaml']);
  });
});

describe('FOLDER_PER_CHART_FILE_PER_RESOURCE of charts of this library', () => {
  const yamlOutputType = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  const chartIn = (app: StockApp) => new SupervisorChart(app, 'chart', { vsphereNamespace: 'ns' });

  test.each([
    ['of cdk8s', () => Testing.app({ yamlOutputType })],
    ['of this library', () => ourApp({ yamlOutputType })],
  ])('is refused in the App %s if an object comes before its Namespace', (_, create) => {
    const app = create();
    const chart = chartIn(app);
    objectIn(chart, 'x', 'Namespace');
    objectIn(chart, 'a', 'ConfigMap', 'x');
    expect(() => app.synth()).toThrow(
      '[chart] yamlOutputType is FOLDER_PER_CHART_FILE_PER_RESOURCE, where "kubectl apply -f" takes files by name: ConfigMap "a" comes before Namespace "x", which it needs. Use FILE_PER_CHART, or the App of cdk8s-antrea-multicast with numberedFiles.',
    );
  });

  test('is refused if two objects have one name in two namespaces', () => {
    const app = Testing.app({ yamlOutputType });
    const chart = chartIn(app);
    objectIn(chart, 'a', 'ConfigMap', 'x', 'same');
    objectIn(chart, 'b', 'ConfigMap', 'y', 'same');
    expect(() => app.synth()).toThrow(
      'ConfigMap "same" in namespace "x" and ConfigMap "same" in namespace "y" overwrite each other.',
    );
  });

  test('is accepted with numberedFiles, and the runbook names the folder', () => {
    const app = ourApp({ yamlOutputType, numberedFiles: true });
    const cluster = ClusterReference.of('c', 'v1.25.7---vmware.3-fips.1-tkg.1');
    const chart = new WorkloadChart(app, 'Workload', { cluster, namespace: 'x' });
    objectIn(chart, 'a', 'ConfigMap', 'x');
    app.synth();
    Runbook.write(app);
    const [folderName, ...paths] = Object.keys(filesIn(app.outdir)).filter((path) => path.startsWith('workload'));
    expect(paths.map((path) => path.slice(folderName.length))).toEqual([
      '0000-Namespace.x.k8s.yaml',
      '0001-ConfigMap.a.k8s.yaml',
    ]);
    expect(readFileSync(join(app.outdir, 'RUNBOOK.md'), 'utf8')).toContain(`apply -f ${folderName.slice(0, -1)}`);
  });

  test('is accepted if the order of names works', () => {
    const app = ourApp({ yamlOutputType });
    objectIn(chartIn(app), 'a', 'ConfigMap', 'x');
    expect(files(app)).toEqual(['chart/', 'chart/ConfigMap.a.k8s.yaml']);
  });
});

test('replaceOutput removes files of a chart that the app does not have any more', () => {
  const outdir = join(folder, 'replaced');
  const write = (id: string, replaceOutput: boolean) => {
    const app = new App({ outdir, replaceOutput });
    new Chart(app, id);
    return files(app);
  };
  expect(write('one', false)).toEqual(['one.k8s.yaml']);
  expect(write('two', false)).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  expect(write('three', true)).toEqual(['three.k8s.yaml']);
});

describe('long chains', () => {
  const chainOf = (length: number) => {
    const app = ourApp();
    const charts = Array.from({ length }, (_, i) => new Chart(app, `chart-${i}`));
    charts.forEach((chart) => ['a', 'b', 'c', 'd', 'e'].forEach((id) => objectIn(chart, id)));
    charts.slice(1).forEach((chart, i) => charts[i].addDependency(chart));
    return { app, charts };
  };

  test.each([1_000, 10_000])('of %s dependent charts are sorted without an overflow', (length) => {
    const { app } = chainOf(length);
    const started = process.cpuUsage();
    const [yaml] = app.synthYaml().split('---\n');
    const { user } = process.cpuUsage(started);
    expect(yaml).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n');
    expect(app.charts[0].node.id).toBe(`chart-${length - 1}`);
    expect(user / 1e6).toBeLessThan(10);
  });

  test('with a cycle have a message at once', () => {
    const { app, charts } = chainOf(1_000);
    charts[999].addDependency(charts[0]);
    expect(() => app.synth()).toThrow(/^Dependency cycle detected: chart-0/);
  });
});
