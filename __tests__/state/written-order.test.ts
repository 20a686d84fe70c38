import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { writtenOrder } from '../../lib/state/_written-order';
import { size } from '../_size';

jest.setTimeout(600_000);

const RUNS = size(1000, 10_000);

enum Kind {
  CHART,
  CONSTRUCT,
  OBJECT,
}

/** A tree as numbers: a kind and a parent for each node, and the positions of two nodes for each dependency. */
interface Plan {
  readonly nodes: { readonly kind: Kind; readonly parent: number }[];
  readonly dependencies: { readonly source: number; readonly target: number; readonly isBackwards: boolean }[];
}

const PLAN: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 1, arbitrary: fc.constant(Kind.CHART) },
        { weight: 2, arbitrary: fc.constant(Kind.CONSTRUCT) },
        { weight: 4, arbitrary: fc.constant(Kind.OBJECT) },
      ),
      parent: fc.nat(),
    }),
    { minLength: 3, maxLength: 14 },
  ),
  dependencies: fc.array(
    fc.record({
      source: fc.nat(),
      target: fc.nat(),
      isBackwards: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

function build({ nodes, dependencies }: Plan): Chart[] {
  const charts = [new Chart(new App(), 'chart0')];
  const scopes: Construct[] = [...charts];
  const made: Construct[] = [...charts];
  nodes.forEach(({ kind, parent }, i) => {
    const scope = scopes[parent % scopes.length];
    if (kind === Kind.OBJECT) {
      made.push(objectIn(scope, `object${i}`));
      return;
    }
    const isTop = kind === Kind.CHART && parent % 2 === 0;
    const inside = kind === Kind.CHART ? new Chart(isTop ? scope.node.root : scope, `chart${i + 1}`) : undefined;
    scopes.push(inside ?? new Construct(scope, `construct${i}`));
    made.push(scopes[scopes.length - 1]);
    charts.push(...(inside ? [inside] : []));
  });
  for (const { source, target, isBackwards } of dependencies) {
    const [first, second] = [source % made.length, target % made.length].sort((a, b) => a - b);
    if (first !== second) {
      const [from, to] = isBackwards ? [first, second] : [second, first];
      made[from].node.addDependency(made[to]);
    }
  }
  return charts;
}

function objectIn(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

const orderIn = (charts: Chart[]) => charts.map((chart) => writtenOrder(chart).map(({ name }) => name));

/** The order that cdk8s writes. Undefined if it finds a cycle or overflows its stack. */
function writtenBy(charts: Chart[]): string[][] | undefined {
  try {
    return charts.map((chart) => chart.toJson().map(({ metadata }) => metadata.name));
  } catch (error) {
    if (error instanceof RangeError || String(error).includes('Dependency cycle detected')) {
      return undefined;
    }
    throw error;
  }
}

test('the order equals that of cdk8s, before and after a synth', () => {
  let compared = 0;
  fc.assert(
    fc.property(PLAN, (plan) => {
      const charts = build(plan);
      const before = orderIn(charts);
      const written = writtenBy(charts);
      fc.pre(written !== undefined);
      compared++;
      expect(before).toEqual(written);
      expect(orderIn(charts)).toEqual(written);
    }),
    { numRuns: RUNS, maxSkipsPerRun: 10, seed: 1 },
  );
  expect(compared).toBeGreaterThanOrEqual(RUNS);
});

describe('cases that generated trees have found', () => {
  const chart = () => new Chart(new App(), 'chart');
  const written = (charts: Chart[]) => {
    const before = orderIn(charts);
    expect(before).toEqual(charts.map((one) => one.toJson().map(({ metadata }) => metadata.name)));
    return before;
  };

  test('if all objects of a construct depend on one of them, it comes after the dependencies of the construct', () => {
    const outer = chart();
    const construct = new Construct(outer, 'construct');
    const first = objectIn(construct, 'first');
    objectIn(construct, 'second');
    construct.node.addDependency(first, objectIn(outer, 'other'));
    new Construct(outer, 'empty').node.addDependency(construct);
    expect(written([outer])).toEqual([['other', 'first', 'second']]);
  });

  test('a dependency of a construct does not apply to a chart in it', () => {
    const outer = chart();
    objectIn(outer, 'first');
    const construct = new Construct(outer, 'construct');
    const inner = new Chart(construct, 'inner');
    objectIn(inner, 'inner');
    outer.addDependency(inner);
    construct.node.addDependency(outer);
    objectIn(outer, 'last');
    expect(written([outer, inner])).toEqual([['first', 'last'], ['inner']]);
  });

  test('a chart in a construct of another chart makes that one come first', () => {
    const outer = chart();
    objectIn(outer, 'first');
    const inner = new Chart(new Construct(outer, 'construct'), 'inner');
    objectIn(inner, 'inner');
    inner.addDependency(objectIn(outer, 'last'));
    expect(written([outer, inner])).toEqual([['last', 'first'], ['inner']]);
  });
});

test('each object is visited once, even if there are many paths to it', () => {
  const chart = new Chart(new App(), 'chart');
  let last = objectIn(chart, 'start');
  for (let i = 0; i < 60; i++) {
    const sides = [objectIn(chart, `left${i}`), objectIn(chart, `right${i}`)];
    sides.forEach((side) => side.addDependency(last));
    last = objectIn(chart, `join${i}`);
    last.addDependency(...sides);
  }
  const names = writtenOrder(chart).map(({ name }) => name);
  expect(names.slice(0, 4)).toEqual(['start', 'left0', 'right0', 'join0']);
  expect(names).toHaveLength(181);
});
