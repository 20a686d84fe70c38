import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Dependencies, OrderGraph, isInTree, isWithin } from './_order-graph';

/** The objects of a chart in the order in which cdk8s writes them: each after the objects that it depends on. */
export function writtenOrder(chart: Chart): ApiObject[] {
  const all = chart.node.findAll();
  return objectsOf(chart, new OrderGraph(all, withCharts(all), true).sort().order);
}

/** The objects of a chart, with additional dependencies between them. Undefined if these make a cycle. */
export function writtenOrderWith(chart: Chart, further: Dependencies): ApiObject[] | undefined {
  const all = chart.node.findAll();
  const { order, isCyclic } = new OrderGraph(all, withCharts(all), true, further).sort();
  return isCyclic ? undefined : objectsOf(chart, order);
}

/** Does the same as `writtenOrder`, after `addChartDependencies`. Throws if there is a cycle. */
export function requireWrittenOrder(chart: Chart): ApiObject[] {
  return objectsOf(chart, requireOrder(chart, true));
}

/** The charts of an app in the order in which cdk8s writes them. */
export function chartsInOrder(root: IConstruct): Chart[] {
  const all = root.node.findAll();
  return new OrderGraph(all, withCharts(all), true).sort().order.filter((construct) => Chart.isChart(construct));
}

/**
 * The charts in the order of their present dependencies. Throws if there is a cycle.
 *
 * @param root the app
 * @param throughObjects whether a dependency between two constructs also applies to the objects in them, as after a synth
 */
export function requireChartsInOrder(root: IConstruct, throughObjects: boolean): Chart[] {
  return requireOrder(root, throughObjects).filter((construct) => Chart.isChart(construct));
}

/**
 * Adds the dependencies between charts that follow from those between their constructs, as a synth of cdk8s does. Returns
 * whether there are charts that depend on others.
 */
export function addChartDependencies(all: readonly IConstruct[]): boolean {
  let isFound = false;
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    for (const child of chart.node.children.filter((construct) => Chart.isChart(construct))) {
      chart.node.addDependency(child);
      isFound = true;
    }
  }
  const pairs = all.flatMap((source) => source.node.dependencies.map((target) => [source, target]));
  for (const [source, target] of pairs) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from !== to) {
      from.node.addDependency(to);
      isFound = true;
    }
  }
  return isFound;
}

function requireOrder(scope: IConstruct, throughObjects: boolean): IConstruct[] {
  const all = scope.node.findAll();
  const dependencies = given(all);
  if (dependencies.size === 0 && scope.node.scope) {
    return all;
  }
  const graph = new OrderGraph(all, dependencies, throughObjects);
  const { order, isCyclic } = graph.sort();
  if (isCyclic) {
    throw new Error(graph.cycle());
  }
  return order;
}

function objectsOf(chart: Chart, order: IConstruct[]): ApiObject[] {
  return order
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => Chart.of(object) === chart);
}

function given(all: readonly IConstruct[]): Dependencies {
  const found = new Map<IConstruct, IConstruct[]>();
  for (const source of all) {
    const targets = source.node.dependencies.filter((target) => isWithin(target, all[0]) || !isInTree(target, all[0]));
    if (targets.length > 0) {
      found.set(source, targets);
    }
  }
  return found;
}

/** The dependencies of constructs, and those that `addChartDependencies` would add. */
function withCharts(all: readonly IConstruct[]): Dependencies {
  const found = new Map(
    all.map((source): [IConstruct, Set<IConstruct>] => [source, new Set(source.node.dependencies)]),
  );
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    chart.node.children.filter((child) => Chart.isChart(child)).forEach((child) => found.get(chart)?.add(child));
  }
  const pairs = [...found].flatMap(([source, targets]) => [...targets].map((target) => [source, target]));
  for (const [source, target] of pairs) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from !== to) {
      found.get(from)?.add(to);
    }
  }
  return new Map([...found].filter(([, { size }]) => size > 0).map(([source, targets]) => [source, [...targets]]));
}
