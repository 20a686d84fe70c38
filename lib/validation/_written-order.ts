import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * The objects of a chart in the order in which cdk8s writes them: what an object depends on comes before it. It visits
 * each construct once, where cdk8s follows every path.
 */
export function writtenOrder(chart: Chart): ApiObject[] {
  const all = chart.node.findAll();
  const { own, ofObjects, needed } = dependenciesIn(all);
  const seen = new Set<IConstruct>();
  const expanded = new Set<IConstruct>();
  const order: ApiObject[] = [];

  function expand(construct: IConstruct): void {
    if (!expanded.has(construct)) {
      expanded.add(construct);
      ofObjects.get(construct)?.forEach(visit);
    }
  }

  function visit(construct: IConstruct): void {
    if (seen.has(construct)) {
      return;
    }
    seen.add(construct);
    own.get(construct)?.forEach(visit);
    if (ApiObject.isApiObject(construct)) {
      construct.node.scopes.forEach(expand);
      if (Chart.of(construct) === chart) {
        order.push(construct);
      }
    }
  }

  all.filter((construct) => !needed.has(construct)).forEach(visit);
  return order;
}

/** The dependencies between constructs. Those between two constructs hold for the objects in them too. */
interface Dependencies {
  readonly own: Map<IConstruct, IConstruct[]>;
  /** What every object in a construct depends on. */
  readonly ofObjects: Map<IConstruct, ApiObject[]>;
  /** What something else depends on. */
  readonly needed: Set<IConstruct>;
}

function dependenciesIn(all: IConstruct[]): Dependencies {
  const inside = new Set(all);
  const own = new Map<IConstruct, IConstruct[]>();
  const ofObjects = new Map<IConstruct, ApiObject[]>();
  const needed = new Set<IConstruct>();
  for (const source of all.filter(({ node }) => node.dependencies.length > 0)) {
    const targets = source.node.dependencies.filter((target) => inside.has(target));
    const objects = targets.flatMap(objectsOf);
    const [first, second] = objectsOf(source);
    own.set(source, targets);
    ofObjects.set(source, objects);
    targets.forEach((target) => needed.add(target));
    objects.filter((object) => second || (first && first !== object)).forEach((object) => needed.add(object));
  }
  return { own, ofObjects, needed };
}

/** The objects that are written with a construct. */
function objectsOf(construct: IConstruct): ApiObject[] {
  const chart = Chart.of(construct);
  return construct.node
    .findAll()
    .filter((found): found is ApiObject => ApiObject.isApiObject(found))
    .filter((object) => Chart.of(object) === chart);
}
