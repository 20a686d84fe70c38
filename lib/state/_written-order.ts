import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The order in which cdk8s writes an app, and what it depends on. */
export interface WrittenOrder {
  readonly charts: Chart[];
  /** Whether a chart depends on another one: then cdk8s numbers the files of the charts. */
  readonly hasDependentCharts: boolean;
  /** Whether constructs depend on each other in a circle, so that there is no order. */
  readonly hasCircle: boolean;
}

/** The objects of a chart in the order in which cdk8s writes them: each after the objects that it depends on. */
export function writtenOrder(chart: Chart): ApiObject[] {
  return sorted(chart)
    .order.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => Chart.of(object) === chart);
}

/** The charts of an app in the order in which cdk8s writes them. */
export function chartsInOrder(root: IConstruct): WrittenOrder {
  const { order, hasCircle, hasDependentCharts } = sorted(root);
  return {
    charts: order.filter((construct): construct is Chart => Chart.isChart(construct)),
    hasCircle,
    hasDependentCharts,
  };
}

/** The charts of an app in the order of the dependencies that constructs have, and not those that follow from them. */
export function chartsByOwnDependencies(root: IConstruct): WrittenOrder {
  const all = root.node.findAll();
  const given = dependenciesOf(all);
  const order = visitAll(
    all,
    (construct) => given.get(construct) ?? [],
    new Set([...given.values()].flatMap((to) => [...to])),
  );
  const places = new Map(order.map((construct, i) => [construct, i]));
  const place = (construct: IConstruct) => places.get(construct) ?? -1;
  const hasCircle =
    order.length < all.length ||
    [...given].some(([from, to]) => [...to].some((target) => place(target) >= place(from)));
  return { charts: order.filter((one): one is Chart => Chart.isChart(one)), hasCircle, hasDependentCharts: false };
}

/** All constructs, each after those that it depends on. Each is visited only once; cdk8s follows every path. */
function sorted(scope: IConstruct): { order: IConstruct[]; hasCircle: boolean; hasDependentCharts: boolean } {
  const all = scope.node.findAll();
  const given = dependenciesOf(all);
  const hasDependentCharts = addDependenciesOfCharts(all, given);
  if (given.size === 0) {
    return { order: numbersFirst(all), hasCircle: false, hasDependentCharts };
  }
  const inside = new Set(all);
  const targets = new Map(
    [...given].map(([source, found]): [IConstruct, IConstruct[]] => [
      source,
      [...found].filter((one) => inside.has(one)),
    ]),
  );
  const objects = new Map<IConstruct, ApiObject[]>();
  const objectsOf = (construct: IConstruct): ApiObject[] => {
    const known = objects.get(construct) ?? apiObjectsOf(construct);
    objects.set(construct, known);
    return known;
  };
  // All objects in a construct depend on all objects of each target. The objects of a target are visited once for all.
  const visited = new Map<IConstruct, number>();
  function* next(construct: IConstruct): Generator<IConstruct> {
    yield* targets.get(construct) ?? [];
    for (const scope of ApiObject.isApiObject(construct) ? scopesInChart(construct) : []) {
      for (const target of targets.get(scope) ?? []) {
        const found = objectsOf(target);
        for (let i = visited.get(target) ?? 0; i < found.length; i = visited.get(target) ?? 0) {
          visited.set(target, i + 1);
          yield found[i];
        }
      }
    }
  }
  const order = visitAll(all, next, neededIn(targets, objectsOf));
  return { order, hasCircle: order.length < all.length || isOutOfOrder(order, targets, objectsOf), hasDependentCharts };
}

/** Visits the constructs that no other one needs, each after those that it needs. */
function visitAll(
  all: IConstruct[],
  next: (construct: IConstruct) => Iterable<IConstruct>,
  needed: ReadonlySet<IConstruct>,
): IConstruct[] {
  const seen = new Set<IConstruct>();
  const order: IConstruct[] = [];
  // Not by recursion, because a chain of dependencies can be longer than the stack.
  const open: { construct: IConstruct; rest: Iterator<IConstruct> }[] = [];
  const enter = (construct: IConstruct) => {
    if (!seen.has(construct)) {
      seen.add(construct);
      open.push({ construct, rest: next(construct)[Symbol.iterator]() });
    }
  };
  for (const construct of numbersFirst(all.filter((one) => !needed.has(one)))) {
    enter(construct);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { value, done } = top.rest.next();
      if (done) {
        order.push(top.construct);
        open.pop();
      } else {
        enter(value);
      }
    }
  }
  return order;
}

/** cdk8s keeps constructs in an object by their paths, and an object has the members that are numbers first. */
function numbersFirst(constructs: IConstruct[]): IConstruct[] {
  const isNumber = ({ node: { path } }: IConstruct) => /^(0|[1-9]\d{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1;
  const numbers = constructs.filter(isNumber);
  return numbers.length === 0
    ? constructs
    : [
        ...numbers.sort((one, other) => Number(one.node.path) - Number(other.node.path)),
        ...constructs.filter((one) => !isNumber(one)),
      ];
}

function dependenciesOf(all: IConstruct[]): Map<IConstruct, Set<IConstruct>> {
  const given = new Map<IConstruct, Set<IConstruct>>();
  for (const source of all) {
    const { dependencies } = source.node;
    if (dependencies.length > 0) {
      given.set(source, new Set(dependencies));
    }
  }
  return given;
}

/**
 * Adds what cdk8s adds: charts depend on the charts in them, and on those that their constructs need. Returns whether there
 * are such dependencies.
 */
function addDependenciesOfCharts(all: IConstruct[], given: Map<IConstruct, Set<IConstruct>>): boolean {
  let hasSome = false;
  const add = (source: IConstruct, target: IConstruct) => {
    given.set(source, (given.get(source) ?? new Set()).add(target));
    hasSome = true;
  };
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    chart.node.children.filter((child) => Chart.isChart(child)).forEach((child) => add(chart, child));
  }
  // In the order of the tree, as cdk8s adds them.
  const pairs = all.flatMap((source) => [...(given.get(source) ?? [])].map((target) => [source, target]));
  for (const [source, target] of pairs) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from !== to) {
      add(from, to);
    }
  }
  return hasSome;
}

/** The constructs that another one depends on. */
function neededIn(
  targets: ReadonlyMap<IConstruct, IConstruct[]>,
  objectsOf: (construct: IConstruct) => ApiObject[],
): Set<IConstruct> {
  const needed = new Set<IConstruct>();
  const ofAll = new Set<IConstruct>();
  for (const [source, found] of targets) {
    const [first, second] = objectsOf(source);
    for (const target of found) {
      needed.add(target);
      if (second && !ofAll.has(target)) {
        ofAll.add(target);
        objectsOf(target).forEach((object) => needed.add(object));
      } else if (first && !second) {
        objectsOf(target)
          .filter((object) => object !== first)
          .forEach((object) => needed.add(object));
      }
    }
  }
  return needed;
}

/** Whether a construct is before one that it depends on. Then there is a circle. */
function isOutOfOrder(
  order: IConstruct[],
  targets: ReadonlyMap<IConstruct, IConstruct[]>,
  objectsOf: (construct: IConstruct) => ApiObject[],
): boolean {
  const places = new Map(order.map((construct, i) => [construct, i]));
  const place = (construct: IConstruct) => places.get(construct) as number;
  const last = new Map<IConstruct, ApiObject | undefined>();
  const lastOf = (target: IConstruct): ApiObject | undefined => {
    if (!last.has(target)) {
      last.set(target, maximum(objectsOf(target), place));
    }
    return last.get(target);
  };
  return [...targets].some(([source, found]) => {
    if (found.some((target) => place(target) >= place(source))) {
      return true;
    }
    const sources = objectsOf(source);
    const first = maximum(sources, (one) => -place(one));
    // One object can be both the first of the one and the last of the other: an object does not depend on itself.
    return found.some((target) => {
      const end = lastOf(target);
      return first !== undefined && end !== undefined && place(first) < place(end);
    });
  });
}

function maximum<T>(list: T[], by: (one: T) => number): T | undefined {
  return list.reduce<T | undefined>((best, one) => (best === undefined || by(one) > by(best) ? one : best), undefined);
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
