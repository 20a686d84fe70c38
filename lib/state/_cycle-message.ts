/** Beyond this length, the message names only one cycle. */
const LONGEST_ROUTE = 10_000;

/** How the search leaves a vertex. */
enum End {
  /** It reached the end. */
  REACHED,
  /** The last vertex that it visited has a route. */
  PASSED,
  /** The last vertex that it visited has no route, so that it drops the last vertex that it noted. */
  LEFT,
}

interface Route {
  readonly vertex: number;
  readonly parts: readonly Route[];
  readonly end: End;
  readonly length: number;
}

/**
 * Returns the message of cdk8s about the first dependency that closes a cycle. cdk8s looks for a route on all paths, and
 * its message also has a part of the routes that it leaves: here each vertex is visited once.
 */
export function cycleMessage(nodes: readonly { readonly path: string }[], pairs: readonly [number, number][]): string {
  const [self] = pairs.find(([source, target]) => source === target) ?? [];
  const first = self === undefined ? firstInCycle(nodes.length, pairs) : -1;
  const cycle =
    self === undefined ? [...route(nodes.length, pairs.slice(0, first), pairs[first]), pairs[first][1]] : [self, self];
  return `Dependency cycle detected: ${cycle.map((vertex) => nodes[vertex].path).join(' => ')}`;
}

/** The position of the first pair that closes a cycle. */
function firstInCycle(size: number, pairs: readonly [number, number][]): number {
  let low = 0;
  let high = pairs.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted(size, pairs.slice(0, middle)).length < size) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return low;
}

/** The vertices in an order in which each is after those that it depends on. Those of a cycle are left out. */
function sorted(size: number, pairs: readonly [number, number][]): number[] {
  const dependants = lists(
    size,
    pairs.map(([source, target]) => [target, source]),
  );
  const open = new Uint32Array(size);
  pairs.forEach(([source]) => open[source]++);
  const order = [...open.keys()].filter((vertex) => open[vertex] === 0);
  for (const vertex of order) {
    order.push(...dependants[vertex].filter((dependant) => --open[dependant] === 0));
  }
  return order;
}

function lists(size: number, pairs: readonly (readonly number[])[]): number[][] {
  const found = Array.from({ length: size }, (): number[] => []);
  pairs.forEach(([source, target]) => found[source].push(target));
  return found;
}

/** The constructs that cdk8s finds on its way from the target of a pair to its source. */
function route(size: number, pairs: readonly [number, number][], [source, target]: readonly number[]): number[] {
  const edges = lists(size, pairs);
  const routes = new Map<number, Route>();
  for (const vertex of sorted(size, pairs)) {
    const found = routeFrom(vertex, edges[vertex], source, routes);
    if (found) {
      routes.set(vertex, found);
    }
  }
  const found = routes.get(target);
  return found && found.length <= LONGEST_ROUTE ? written(found, source) : shortRoute(found, source);
}

function routeFrom(
  vertex: number,
  edges: number[],
  end: number,
  routes: ReadonlyMap<number, Route>,
): Route | undefined {
  const parts: Route[] = [];
  let length = 1;
  let isLast = false;
  for (const next of edges) {
    if (next === end) {
      return { vertex, parts, end: End.REACHED, length: length + 1 };
    }
    const part = routes.get(next);
    isLast = part !== undefined && part.end !== End.LEFT;
    if (part) {
      parts.push(part);
      length += part.length;
    }
  }
  const left = { vertex, parts, end: End.LEFT, length: length - 1 };
  return parts.length === 0 ? undefined : isLast ? { vertex, parts, end: End.PASSED, length } : left;
}

/** The vertices of a route: a vertex, those of its parts, and the end; where cdk8s leaves a route, it drops the last one. */
function written(whole: Route, end: number): number[] {
  const vertices: number[] = [];
  const open = [{ route: whole, position: -1 }];
  while (open.length > 0) {
    const last = open[open.length - 1];
    const { parts, vertex, end: kind } = last.route;
    if (last.position === -1) {
      vertices.push(vertex);
    }
    last.position++;
    if (last.position < parts.length) {
      open.push({ route: parts[last.position], position: -1 });
      continue;
    }
    open.pop();
    if (kind === End.REACHED) {
      vertices.push(end);
    } else if (kind === End.LEFT) {
      vertices.pop();
    }
  }
  return vertices;
}

function shortRoute(whole: Route | undefined, end: number): number[] {
  const vertices: number[] = [];
  for (let one = whole; one; one = one.end === End.REACHED ? undefined : one.parts[0]) {
    vertices.push(one.vertex);
  }
  return [...vertices, end];
}
