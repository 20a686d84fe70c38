import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The sizes up to which cdk8s itself finds the circle in a short time: it follows every path. */
const MOST_CONSTRUCTS = 60;
const MOST_DEPENDENCIES = 12;

/** Throws the error of cdk8s for constructs that depend on each other in a circle. */
export function throwCircle(app: App): never {
  const all = app.node.findAll();
  const dependencies = all.reduce((sum, { node }) => sum + node.dependencies.length, 0);
  if (all.length <= MOST_CONSTRUCTS && dependencies <= MOST_DEPENDENCIES) {
    throwAsStock(app, all);
  }
  throw new Error(
    `Dependency cycle detected: ${circleIn(all)
      .map(({ node }) => node.path)
      .join(' => ')}`,
  );
}

/** Throws the error with the text of cdk8s, which depends on the paths that it follows. */
function throwAsStock(app: App, all: IConstruct[]): void {
  try {
    // This adds the dependencies between charts and objects to the tree.
    Chart.prototype.toJson.call(all.find((construct) => Chart.isChart(construct)));
  } catch {
    // It throws if the circle is in this chart.
  }
  new DependencyGraph(app.node).topology();
}

/** Returns constructs of which each depends on the next one. The first one is also the last one. */
function circleIn(all: IConstruct[]): IConstruct[] {
  const inside = new Set(all);
  const finished = new Set<IConstruct>();
  for (const start of all) {
    const open: { construct: IConstruct; rest: Iterator<IConstruct> }[] = [];
    const onPath = new Map<IConstruct, number>();
    const enter = (construct: IConstruct) => {
      onPath.set(construct, open.length);
      open.push({ construct, rest: needs(construct)[Symbol.iterator]() });
    };
    if (!finished.has(start)) {
      enter(start);
    }
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { value, done } = top.rest.next();
      if (done) {
        finished.add(top.construct);
        onPath.delete(top.construct);
        open.pop();
      } else if (onPath.has(value)) {
        return [...open.slice(onPath.get(value)).map(({ construct }) => construct), value];
      } else if (inside.has(value) && !finished.has(value)) {
        enter(value);
      }
    }
  }
  return [];
}

/** Returns what a construct depends on: also the objects that an object needs, and the charts that its chart needs. */
function* needs(construct: IConstruct): Generator<IConstruct> {
  yield* construct.node.dependencies;
  if (Chart.isChart(construct)) {
    yield* construct.node.children.filter((child) => Chart.isChart(child));
    for (const inner of construct.node.findAll().filter((one) => Chart.of(one) === construct)) {
      yield* inner.node.dependencies.map((target) => Chart.of(target)).filter((chart) => chart !== construct);
    }
  }
  if (ApiObject.isApiObject(construct)) {
    const { scopes } = construct.node;
    for (const scope of scopes.slice(scopes.indexOf(Chart.of(construct)))) {
      for (const target of scope.node.dependencies) {
        yield* target.node
          .findAll()
          .filter((one) => ApiObject.isApiObject(one) && one !== construct && Chart.of(one) === Chart.of(target));
      }
    }
  }
}
