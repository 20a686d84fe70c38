import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The objects of a chart in the order in which cdk8s writes them: each after the objects that it depends on. */
export function writtenOrder(chart: Chart): ApiObject[] {
  return sorted(chart)
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => Chart.of(object) === chart);
}

/** The charts of an app in the order in which cdk8s writes them. */
export function chartsInOrder(root: IConstruct): Chart[] {
  return sorted(root).filter((construct): construct is Chart => Chart.isChart(construct));
}

/** All constructs, each after those that it depends on. Each is visited only once; cdk8s follows every path. */
function sorted(scope: IConstruct): IConstruct[] {
  const all = scope.node.findAll();
  const { own, ofObjects, needed } = dependenciesIn(all);
  const seen = new Set<IConstruct>();
  const done = new Map<IConstruct, number>();
  const order: IConstruct[] = [];

  /** Visits the targets that are not visited yet. It can be called again while it runs. */
  function visitDependenciesOfObjects(construct: IConstruct): void {
    const targets = ofObjects.get(construct) ?? [];
    for (let i = done.get(construct) ?? 0; i < targets.length; i = done.get(construct) ?? 0) {
      done.set(construct, i + 1);
      visit(targets[i]);
    }
  }

  function visit(construct: IConstruct): void {
    if (seen.has(construct)) {
      return;
    }
    seen.add(construct);
    own.get(construct)?.forEach(visit);
    if (ApiObject.isApiObject(construct)) {
      scopesInChart(construct).forEach(visitDependenciesOfObjects);
    }
    order.push(construct);
  }

  all.filter((construct) => !needed.has(construct)).forEach(visit);
  return order;
}

/** The dependencies between constructs. A dependency between two constructs also applies to the objects in them. */
interface Dependencies {
  readonly own: Map<IConstruct, IConstruct[]>;
  /** The objects that every object in a construct depends on. */
  readonly ofObjects: Map<IConstruct, ApiObject[]>;
  /** The constructs that another one depends on. */
  readonly needed: Set<IConstruct>;
}

function dependenciesIn(all: IConstruct[]): Dependencies {
  const inside = new Set(all);
  const own = new Map<IConstruct, IConstruct[]>();
  const ofObjects = new Map<IConstruct, ApiObject[]>();
  const needed = new Set<IConstruct>();
  for (const [source, found] of withCharts(all)) {
    const targets = [...found].filter((target) => inside.has(target));
    const objects = targets.flatMap(apiObjectsOf);
    const [first, second] = apiObjectsOf(source);
    own.set(source, targets);
    ofObjects.set(source, objects);
    targets.forEach((target) => needed.add(target));
    objects.filter((object) => second || (first && first !== object)).forEach((object) => needed.add(object));
  }
  return { own, ofObjects, needed };
}

/** The dependencies of constructs; charts also depend on the charts in them and on those that their constructs need. */
function withCharts(all: IConstruct[]): Map<IConstruct, Set<IConstruct>> {
  const given = new Map(
    all.map((source): [IConstruct, Set<IConstruct>] => [source, new Set(source.node.dependencies)]),
  );
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    chart.node.children.filter((child) => Chart.isChart(child)).forEach((child) => given.get(chart)?.add(child));
  }
  const pairs = [...given].flatMap(([source, targets]) => [...targets].map((target) => [source, target]));
  for (const [source, target] of pairs) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from !== to) {
      given.get(from)?.add(to);
    }
  }
  return new Map([...given].filter(([, targets]) => targets.size > 0));
}

/** The objects that are written with a construct. */
function apiObjectsOf(construct: IConstruct): ApiObject[] {
  const chart = Chart.of(construct);
  return construct.node
    .findAll()
    .filter((found): found is ApiObject => ApiObject.isApiObject(found))
    .filter((object) => Chart.of(object) === chart);
}

/** The chart of an object, the object itself, and the constructs between the two. */
function scopesInChart(object: ApiObject): IConstruct[] {
  const { scopes } = object.node;
  return scopes.slice(scopes.indexOf(Chart.of(object)));
}
