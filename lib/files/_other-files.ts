/** API groups of files that a tool reads. No API server has their kinds. */
const GROUPS_OF_TOOLS =
  /^(?:kustomize\.config\.k8s\.io|kind\.x-k8s\.io|k3d\.io|kubeadm\.k8s\.io|ctlptl\.dev|[a-z]+\.config\.k8s\.io|audit\.k8s\.io|client\.authentication\.k8s\.io|skaffold|kapp\.k14s\.io)\//;

/** The members of which every manifest has at least two. If one is missing, the file is a manifest with a mistake. */
const MEMBERS = ['apiVersion', 'kind', 'metadata'];
const FEWEST_MEMBERS = 2;

/**
 * Whether the text in a folder is not meant for an API server, such as kustomization.yaml, values.yaml, a workflow or
 * package.json. It looks only at the members at the top, so a text that no parser accepts can be judged too.
 */
export function isOtherFile(text: string): boolean {
  const json = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
  if (json !== undefined) {
    return [json].flat().every((object) => isOther(membersOfJson(object)));
  }
  const documents = text.split(/^---(?=\s|$)/m).map(membersOfYaml);
  return documents.every(isOther);
}

/** The members of a text or of an object, with their values if they are on the same line. */
type Members = Map<string, string>;

function isOther(members: Members): boolean {
  const found = MEMBERS.filter((name) => members.has(name));
  return found.length < FEWEST_MEMBERS || isOfTool(members);
}

/** Whether the object is a configuration of a tool, such as a kubeconfig. */
function isOfTool(members: Members): boolean {
  const apiVersion = members.get('apiVersion') ?? '';
  const isKubeconfig = apiVersion === 'v1' && members.get('kind') === 'Config';
  return isKubeconfig || GROUPS_OF_TOOLS.test(apiVersion);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function membersOfJson(object: unknown): Members {
  return new Map(
    typeof object === 'object' && object !== null
      ? Object.entries(object).map(([name, value]) => [name, String(value)])
      : [],
  );
}

/** A member of a map in block style, or the first one of a map in flow style. */
const MEMBER = /^(?<indent>[ \t]*)(?<quoted>["']?)(?<name>[\w.-]+)\k<quoted>[ \t]*:(?:[ \t]+(?<value>.*))?$/;

/** The members of the top map of a document: those with the indentation of the first one. */
function membersOfYaml(document: string): Members {
  const lines = document.split('\n');
  const first = lines.find((line) => /^\s*[^#\s]/.test(line)) ?? '';
  if (first.trimStart().startsWith('{')) {
    return new Map([...document.matchAll(/(["']?)(apiVersion|kind|metadata)\1\s*:/g)].map(([, , name]) => [name, '']));
  }
  const found: Members = new Map();
  let top: string | undefined;
  for (const line of lines) {
    const { indent, name, value } = MEMBER.exec(line.trimEnd())?.groups ?? {};
    top ??= indent;
    if (name !== undefined && indent === top) {
      found.set(name, (value ?? '').replace(/\s#.*$/, '').replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return found;
}
