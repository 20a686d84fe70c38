import { ApiObject, App as StockApp, AppProps, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { App } from 'cdk8s-antrea-multicast';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { size } from '../_size';
import { outcome } from './_outcome';

jest.setTimeout(600_000);

const RUNS = size(250, 5_000);

enum Kind {
  CHART,
  CONSTRUCT,
  OBJECT,
}

/** A tree as numbers, and how it is written. */
interface Plan {
  readonly nodes: { readonly kind: Kind; readonly parent: number; readonly id: string; readonly extra: number }[];
  readonly dependencies: { readonly source: number; readonly target: number; readonly isBackwards: boolean }[];
  readonly errors: number[];
  readonly type: YamlOutputType;
  readonly recordConstructMetadata: boolean;
  readonly hasResolver: boolean;
}

const PLAN: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({
      kind: fc.constantFrom(Kind.CHART, Kind.CHART, Kind.CONSTRUCT, Kind.OBJECT, Kind.OBJECT, Kind.OBJECT),
      parent: fc.nat(20),
      id: fc.constantFrom('a', 'B', 'c.d', '1', '0', 'long-name', 'Default', 'é'),
      extra: fc.nat(11),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  dependencies: fc.array(
    fc.record({
      source: fc.nat(20),
      target: fc.nat(20),
      isBackwards: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { maxLength: 6 },
  ),
  errors: fc.oneof(
    { weight: 6, arbitrary: fc.constant<number[]>([]) },
    { weight: 1, arbitrary: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }) },
  ),
  type: fc.constantFrom(
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ),
  recordConstructMetadata: fc.boolean(),
  hasResolver: fc.boolean(),
});

/** A chart that has its own toJson(). */
class OwnChart extends Chart {
  public toJson(): any[] {
    return [...super.toJson(), undefined, { kind: 'Extra', metadata: { name: this.node.id } }];
  }
}

/** An object that has its own toJson(). */
class OwnObject extends ApiObject {
  public toJson(): any {
    return { ...super.toJson(), added: [this.node.id, { path: this.node.path }] };
  }
}

const PROPS = { apiVersion: 'v1', kind: 'ConfigMap' };

function objectIn(scope: Construct, id: string, extra: number): ApiObject {
  const metadata = extra % 4 === 0 ? { name: `name-${id}` } : {};
  const data = [
    { text: 'a\nb\n', number: extra },
    { lazy: Lazy.any({ produce: () => ({ text: `lazy ${id}`, none: undefined }) }) },
    { list: [[], {}, ['x', { y: null }], 'yes', '1e3'] },
  ][extra % 3];
  return extra === 11
    ? new OwnObject(scope, id, { ...PROPS, metadata, data } as any)
    : new ApiObject(scope, id, { ...PROPS, kind: extra % 2 ? 'ConfigMap' : 'Secret', metadata, data } as any);
}

function build(app: StockApp, { nodes, dependencies, errors }: Plan): void {
  const first = new Chart(app, 'chart');
  const scopes: Construct[] = [first];
  const made: Construct[] = [first];
  nodes.forEach(({ kind, parent, id: base, extra }, i) => {
    const parentScope = scopes[parent % scopes.length];
    const scope = kind === Kind.CHART && extra < 6 ? app : parentScope;
    const id = scope.node.tryFindChild(base) ? `${base}${i}` : base;
    if (kind === Kind.OBJECT) {
      made.push(objectIn(scope, id, extra));
      return;
    }
    const labels = { chart: id.replace(/[^a-z]/g, '') };
    const chart = () => (extra % 6 === 5 ? new OwnChart(scope, id) : new Chart(scope, id, { labels, namespace: 'n' }));
    scopes.push(kind === Kind.CHART ? chart() : new Construct(scope, id));
    made.push(scopes[scopes.length - 1]);
  });
  for (const { source, target, isBackwards } of dependencies) {
    const [one, other] = [source % made.length, target % made.length].sort((a, b) => a - b);
    if (one !== other) {
      const [from, to] = isBackwards ? [one, other] : [other, one];
      made[from].node.addDependency(made[to]);
    }
  }
  errors.forEach((position, i) => {
    made[position % made.length].node.addValidation({ validate: () => [`error ${i}`, 'one more'] });
  });
}

function props({ type, recordConstructMetadata, hasResolver }: Plan): AppProps {
  const resolvers = [
    {
      resolve(context: any) {
        if (context.key[context.key.length - 1] === 'number') {
          context.replaceValue(`number ${context.value}`);
        }
      },
    },
  ];
  return {
    yamlOutputType: type,
    recordConstructMetadata,
    ...(hasResolver ? { resolvers: resolvers.map((one) => once(one)) } : {}),
  };
}

/** A resolver that replaces a value only once, so that it ends. */
function once(resolver: { resolve(context: any): void }): { resolve(context: any): void } {
  return { resolve: (context) => typeof context.value === 'number' && resolver.resolve(context) };
}

test('the files, or the error, are those of the App of cdk8s, also at a second synth', () => {
  let compared = 0;
  fc.assert(
    fc.property(PLAN, (plan) => {
      const stock = outcome(
        (outdir) => new StockApp({ ...props(plan), outdir }),
        (app) => build(app, plan),
      );
      const ours = outcome(
        (outdir) => new App({ ...props(plan), outdir }),
        (app) => build(app, plan),
      );
      // Where cdk8s overwrites a file, or overflows its stack, there are tests of single cases.
      fc.pre(!ours.error?.includes('need the same file') && !stock.error?.includes('Maximum call stack'));
      compared++;
      expect(ours).toEqual(stock);
    }),
    { numRuns: RUNS },
  );
  expect(compared).toBeGreaterThanOrEqual(RUNS);
});
