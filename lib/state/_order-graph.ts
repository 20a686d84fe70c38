import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { cycleMessage } from './_cycle-message';

/** The constructs that others depend on, by these. */
export type Dependencies = ReadonlyMap<IConstruct, readonly IConstruct[]>;

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/** Beyond this number, the message about a cycle names only one cycle. */
const MOST_EDGES = 1_000_000;

/**
 * The dependencies among constructs. A dependency between two constructs also applies to the objects in them: each object
 * in the one depends on each object in the other. cdk8s adds all these pairs to the constructs. Here a vertex stands for the
 * objects that are needed together, so that the size grows only with the number of constructs and dependencies.
 */
export class OrderGraph {
  private readonly vertices: Map<IConstruct, number>;
  /** For each vertex, those that it depends on. Vertices beyond the constructs stand for several objects. */
  private readonly edges: number[][] = [];
  private readonly isNeeded: Uint8Array;
  private readonly groups = new Map<IConstruct, { readonly vertex: number; readonly objects: number[] }>();
  private byPath?: Map<string, number>;

  public constructor(
    private readonly all: readonly IConstruct[],
    private readonly dependencies: Dependencies,
    throughObjects: boolean,
    further: Dependencies = new Map(),
  ) {
    this.vertices = new Map(all.map((construct, i) => [construct, i]));
    this.isNeeded = new Uint8Array(all.length);
    this.edges.length = all.length;
    for (const [source, targets] of [...further, ...dependencies]) {
      const found = targets.map((target) => this.vertexOf(target)).filter((target) => target !== undefined);
      this.edgesOf(this.vertices.get(source) as number).push(...found);
      found.forEach((target) => (this.isNeeded[target] = 1));
    }
    if (throughObjects) {
      this.addObjects();
    }
  }

  /** Sorts the constructs in the way of cdk8s, and visits each only once. If there is a cycle, some are left out. */
  public sort(): { readonly order: IConstruct[]; readonly isCyclic: boolean } {
    const { all, edges } = this;
    const states = new Uint8Array(edges.length);
    const order: IConstruct[] = [];
    let isCyclic = false;
    const path: number[] = [];
    const positions: number[] = [];
    const open = (vertex: number) => {
      states[vertex] = OPEN;
      path.push(vertex);
      positions.push(0);
    };
    for (const root of this.roots()) {
      open(root);
      while (path.length > 0) {
        const vertex = path[path.length - 1];
        const next = edges[vertex]?.[positions[positions.length - 1]++];
        if (next === undefined) {
          states[vertex] = DONE;
          path.pop();
          positions.pop();
          if (vertex < all.length) {
            order.push(all[vertex]);
          }
        } else if (states[next] === NEW) {
          open(next);
        } else if (states[next] === OPEN) {
          isCyclic = true;
        }
      }
    }
    return { order, isCyclic: isCyclic || order.length < all.length };
  }

  /** The message of cdk8s about the cycle. */
  public cycle(): string {
    const pairs: [number, number][] = [];
    for (let source = 0; source < this.all.length && pairs.length < MOST_EDGES; source++) {
      new Set(this.expanded(source)).forEach((target) => pairs.push([source, target]));
    }
    return cycleMessage(
      this.all.map(({ node }) => node),
      pairs,
    );
  }

  /** The constructs that a construct depends on, with those of the groups. */
  private *expanded(vertex: number, source = vertex): Iterable<number> {
    for (const target of this.edges[vertex] ?? []) {
      if (target < this.all.length) {
        // An object in a group does not depend on itself.
        if (target !== source || vertex === source) {
          yield target;
        }
      } else {
        yield* this.expanded(target, source);
      }
    }
  }

  /** Nothing depends on these. cdk8s has them as the keys of an object, where whole numbers come first. */
  private roots(): number[] {
    const roots = this.all.map((_, i) => i).filter((i) => !this.isNeeded[i]);
    const isNumber = (i: number) => {
      const { id, scope } = this.all[i].node;
      return (
        scope?.node.id === '' && scope.node.scope === undefined && String(Number(id)) === id && /^\d{1,9}$/.test(id)
      );
    };
    const first = roots.filter(isNumber);
    return first.length > 0 ? [...first, ...roots.filter((i) => !isNumber(i))] : roots;
  }

  private addObjects(): void {
    const sources = new Map<IConstruct, { readonly vertex: number; readonly targets: IConstruct[] }>();
    const inBoth = new Map<number, Set<IConstruct>>();
    for (const [source, all] of this.dependencies) {
      const objects = this.objectsIn(source);
      const targets = all.filter((target) => this.vertices.has(target) || !isInTree(target, this.all[0]));
      if (objects.length === 0 || targets.length === 0) {
        continue;
      }
      sources.set(source, { vertex: this.newVertex(targets.map((target) => this.groupOf(target).vertex)), targets });
      for (const target of targets) {
        const needed = this.groupOf(target).objects;
        needed.filter((one) => objects.length > 1 || one !== objects[0]).forEach((one) => (this.isNeeded[one] = 1));
        const common = areNested(source, target) ? both(objects, needed) : [];
        // Two objects in both depend on each other: this cycle is found later.
        if (common.length === 1) {
          inBoth.set(common[0], (inBoth.get(common[0]) ?? new Set()).add(source));
        }
      }
    }
    if (sources.size === 0) {
      return;
    }
    this.all.forEach((construct, i) => {
      if (!ApiObject.isApiObject(construct)) {
        return;
      }
      for (const scope of scopesInChart(construct)) {
        const source = sources.get(scope);
        if (source && inBoth.get(i)?.has(scope)) {
          const groups = source.targets.map((target) => this.groupOf(target));
          const without = groups.flatMap(({ vertex, objects }) =>
            objects.includes(i) ? objects.filter((one) => one !== i) : [vertex],
          );
          this.edgesOf(i).push(...without);
        } else if (source) {
          this.edgesOf(i).push(source.vertex);
        }
      }
    });
  }

  private edgesOf(vertex: number): number[] {
    return (this.edges[vertex] ??= []);
  }

  private newVertex(edges: number[]): number {
    return this.edges.push(edges) - 1;
  }

  private groupOf(target: IConstruct): { readonly vertex: number; readonly objects: number[] } {
    const known = this.groups.get(target);
    if (known) {
      return known;
    }
    const objects = this.objectsIn(target);
    const group = { vertex: this.newVertex(objects), objects };
    this.groups.set(target, group);
    return group;
  }

  /** The objects that are written with a construct. */
  private objectsIn(construct: IConstruct): number[] {
    const chart = Chart.of(construct);
    return construct.node
      .findAll()
      .filter((found) => ApiObject.isApiObject(found) && Chart.of(found) === chart)
      .map((object) => this.vertexOf(object))
      .filter((vertex) => vertex !== undefined);
  }

  /** cdk8s finds constructs by their path: one that was removed stands for that which has its place. */
  private vertexOf(construct: IConstruct): number | undefined {
    const known = this.vertices.get(construct);
    if (known !== undefined || isInTree(construct, this.all[0])) {
      return known;
    }
    this.byPath ??= new Map(this.all.map(({ node: { path } }, i) => [path, i]));
    return this.byPath.get(construct.node.path);
  }
}

/** Whether a construct is in the same tree as the other. */
export function isInTree(construct: IConstruct, other: IConstruct): boolean {
  let one = construct;
  for (let { scope } = one.node; scope; { scope } = one.node) {
    if (scope.node.tryFindChild(one.node.id) !== one) {
      return false;
    }
    one = scope;
  }
  return one === other.node.root;
}

function areNested(one: IConstruct, other: IConstruct): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** Whether a construct is the other one, or in it. */
export function isWithin(construct: IConstruct, outer: IConstruct): boolean {
  let scope: IConstruct | undefined = construct;
  while (scope && scope !== outer) {
    ({ scope } = scope.node);
  }
  return scope === outer;
}

function both(some: number[], others: number[]): number[] {
  const found = new Set(others);
  return some.filter((one) => found.has(one));
}

/** The chart of an object, the object itself, and the constructs between the two. */
function scopesInChart(object: ApiObject): IConstruct[] {
  const scopes: IConstruct[] = [object];
  while (!Chart.isChart(scopes[0])) {
    scopes.unshift(scopes[0].node.scope as IConstruct);
  }
  return scopes;
}
