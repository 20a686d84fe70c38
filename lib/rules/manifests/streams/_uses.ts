import { Path } from '../../../checks/_paths';
import { Tree } from '../../../checks/_trees';
import { Inventory, Manifest, textOf } from '../_inventory';
import { once, oncePerObject } from '../_lookups';
import { PlacedContainer, containersOf, podPlace, podSpecOf, podSpecPlace, templateLabelsOf } from '../_pods';
import { canNameGroup, groupsInText } from './_addresses';
import { ContainerCommand, baseName, commandsOf, commandsOfText, isWithoutStream } from './_commands';
import { ContainerEnvironment, MountedFile, PlacedText, environmentOf, mountedFiles } from './_environment';
import { jgroupsStreams, ros2Streams } from './_frameworks';
import { FoundStream } from './_options';
import { secondNetworksOf } from './_second-networks';
import { SeenStream, isIpv6Group, isMulticastAddress, streamLabelsIn } from './_seen-stream';
import { ToolStream, streamsOfCommand } from './_tools';

/** An IPv6 group that a command names. */
export interface Ipv6Group {
  readonly group: string;
  readonly at: Path;
}

/** The use of multicast by the Pods of an object. */
interface PodStreams {
  readonly uses: SeenStream[];
  readonly ipv6: Ipv6Group[];
}

/** A stream that is found, with its program if that is known. */
type CommandStream = FoundStream & Partial<Pick<ToolStream, 'tool'>>;

/** A stream, with its container, or the Pod if it is that of a label or a file. */
type FoundInPod = CommandStream & { readonly container?: Tree; readonly place: Path };

/** A text without it has no stream: a group, or a program with a default group. */
const MAY_HAVE_STREAM = /\b(?:22[4-9]|23\d)\.|\bff[\da-f]{2}:|mcjoin|ros2/i;
const WITHOUT_STREAMS: PodStreams = { uses: [], ipv6: [] };
const podStreams = oncePerObject<PodStreams>();

/** The streams of the Pods of an object: those of its labels, of known programs, and of groups in its texts. */
export function streamUsesOf(object: Manifest, inventory: Inventory): SeenStream[] {
  return streamsOf(object, inventory).uses;
}

/** The IPv6 groups that the Pods of an object use. */
export function ipv6GroupsOf(object: Manifest, inventory: Inventory): Ipv6Group[] {
  return streamsOf(object, inventory).ipv6;
}

function streamsOf(object: Manifest, inventory: Inventory): PodStreams {
  const spec = podSpecOf(object);
  return spec ? podStreams(inventory, object, () => readPod(object, spec, inventory)) : WITHOUT_STREAMS;
}

function readPod(object: Manifest, spec: Tree, inventory: Inventory): PodStreams {
  const files = mountedFiles(object, spec, podSpecPlace(object), inventory).filter(({ name }) => canNameGroup(name));
  const found = containersOf(spec).flatMap((one) => ofContainer(object, one, files, inventory));
  const ofFiles = files.flatMap((file) =>
    ofFile(file, inventory).map((one): FoundInPod => ({ ...one, place: podPlace(object) })),
  );
  const labels = declaredStreams(object, inventory);
  const certain = [...found, ...ofFiles].filter(({ tool }) => tool !== undefined).map((one) => withLabel(one, labels));
  const declared = labels.filter((label) => !isCovered(label, certain));
  const known = [...certain, ...declared];
  const groups = new Set(known.map(({ group }) => group));
  const others = [...found, ...ofFiles].filter(({ tool, group }) => {
    const isNew = tool === undefined && !groups.has(group);
    return isNew && groups.add(group) !== undefined;
  });
  // Antrea does not see what is on another network.
  const elsewhere = new Set<unknown>(secondNetworksOf(object).map(({ interfaceName }) => interfaceName));
  const all = [...known, ...others].filter(({ interfaceName }) => !elsewhere.has(interfaceName));
  return {
    uses: all.filter(({ group }) => isMulticastAddress(group)).map(asUse),
    ipv6: all.filter(({ group }) => isIpv6Group(group)).map(({ group, at, place }) => ({ group, at: at ?? place })),
  };
}

/** A stream of a program that shows no role, with the role of its label. */
function withLabel(found: FoundInPod, labels: readonly FoundInPod[]): FoundInPod {
  const isOpen = found.role === undefined && found.tool?.isWithoutMulticast !== true;
  const label = isOpen ? labels.find((one) => isSameStream(found, one)) : undefined;
  return label ? { ...found, role: label.role, port: label.port } : found;
}

/** Whether commands show the stream of a label: both roles for a peer. If they show another role, TAM031 reports it. */
function isCovered(label: FoundInPod, certain: readonly FoundInPod[]): boolean {
  const roles = certain.filter((one) => isSameStream(one, label)).map(({ role }) => role);
  return label.role === 'peer'
    ? roles.includes('peer') || (roles.includes('sender') && roles.includes('receiver'))
    : roles.length > 0;
}

function isSameStream(found: FoundInPod, { group, port }: FoundInPod): boolean {
  return found.group === group && (found.port ?? port) === port;
}

function asUse({ at, ttlAt, sourceAt, place, isJoined, count = 1, ...found }: FoundInPod): SeenStream {
  const missing = at ?? place;
  return {
    ...found,
    count,
    isJoined: isJoined ?? (found.role === 'receiver' || found.role === 'peer'),
    places: { group: missing, ttl: ttlAt ?? missing, source: sourceAt ?? missing, container: place },
  };
}

/** The streams that constructs declare, and those of the labels of this library. */
function declaredStreams(object: Manifest, inventory: Inventory): FoundInPod[] {
  const place = podPlace(object);
  const declared = (inventory.entryOf(object).streams ?? []).map(({ stream, part }): FoundInPod => {
    const { group, port } = stream;
    return { role: part, group, port: String(port), at: place, place };
  });
  const isDeclared = (label: FoundInPod) => declared.some((one) => isSameStream(one, label));
  return [...declared, ...labelStreams(object).filter((label) => !isDeclared(label))];
}

/** The streams of the labels of this library. */
function labelStreams(object: Manifest): FoundInPod[] {
  const place = podPlace(object);
  return streamLabelsIn(templateLabelsOf(object)).map(({ key, ...use }): FoundInPod => {
    return { ...use, at: [...place, 'metadata', 'labels', key], place };
  });
}

function ofContainer(
  object: Manifest,
  { container, at }: PlacedContainer,
  files: readonly MountedFile[],
  inventory: Inventory,
): FoundInPod[] {
  const place = podSpecPlace(object, ...at);
  const environment = environmentOf(object, container, place, inventory);
  const commands = commandsOf(container, place, environment);
  const scripts = files.length === 0 ? [] : scriptsOf(commands, environment, files);
  const all = [...commands, ...scripts.flatMap((file) => commandsOfText(file, environment))];
  const image = textOf(container.image ?? '');
  const variables = [...environment].filter(([name]) => canNameGroup(name)).map(([, variable]) => variable);
  const found: CommandStream[] = [
    ...all.flatMap((command) => ofCommand(command, image, inventory)),
    ...ros2Streams(commands, environment, place),
    ...variables.flatMap((variable) => ofTextValue(variable, inventory)),
  ];
  return found.map((one) => ({ ...one, container, place }));
}

/** The mounted scripts that commands name and that may have a stream. */
function scriptsOf(
  commands: readonly ContainerCommand[],
  environment: ContainerEnvironment,
  files: readonly MountedFile[],
): MountedFile[] {
  const named = new Set(commands.flatMap(({ words }) => words.map(({ text }) => baseName(text))));
  const hasGroup = [...environment.values()].some(({ text }) => MAY_HAVE_STREAM.test(text));
  return files.filter(
    (file) => isScript(file) && named.has(baseName(file.name)) && (hasGroup || MAY_HAVE_STREAM.test(file.text)),
  );
}

/** The streams of a command, with the place of an option that it does not have. */
function ofCommand(command: ContainerCommand, image: string, inventory: Inventory): CommandStream[] {
  if (isWithoutStream(command.words)) {
    return [];
  }
  const known = streamsOfCommand(command, image);
  if (known) {
    const { missing } = command;
    return known.map((one) => ({
      ...one,
      at: one.at ?? missing,
      ttlAt: one.ttlAt ?? missing,
      sourceAt: one.sourceAt ?? missing,
    }));
  }
  return command.words.flatMap((word, i) => ofWord(command, word, i, inventory));
}

/** The streams of a word of a program that is not known. */
function ofWord({ words }: ContainerCommand, word: PlacedText, index: number, inventory: Inventory): CommandStream[] {
  const before = words[index - 1]?.text ?? '';
  if (/^-{1,2}[A-Za-z]/.test(before) && !canNameGroup(before)) {
    return [];
  }
  const ipv6 = word.text.replace(/^\[|\](:\d+)?$/g, '');
  if (isIpv6Group(ipv6)) {
    return [{ group: ipv6, at: word.at }];
  }
  // The port and the TTL of JGroups are in other words.
  const context = word.text.includes('mcast_addr') ? words.map(({ text }) => text).join(' ') : '';
  return ofTextValue(word, inventory, context);
}

/** The streams of a value, or of a file with names and values. */
function ofTextValue({ text, at }: PlacedText, inventory: Inventory, context = ''): CommandStream[] {
  const known = longTexts(inventory).get(text);
  const members = known ? [] : jgroupsStreams({ text, at }, context);
  const found = known ?? (members.length > 0 ? members : groupsInText(text));
  if (text.length > LONG) {
    longTexts(inventory).set(text, found);
  }
  return found.map((one) => ({ ...one, at, ttlAt: at }));
}

/** The streams of long texts: many Pods can have the same ConfigMap. */
const longTexts = once(() => new Map<string, CommandStream[]>());
const LONG = 1000;

function isScript({ name, text }: MountedFile): boolean {
  return /\.(ba|da|a|k)?sh$/.test(name) || /^#!\s*\S*\/(env\s+)?(ba|da|a|k)?sh\b/.test(text);
}

/** The streams of a mounted file that is not a script. No one knows whether a script runs, unless a command names it. */
function ofFile(file: MountedFile, inventory: Inventory): CommandStream[] {
  return isScript(file) || /\.(md|txt|rst|adoc|html?|rules|json5?\.example)$/i.test(file.name)
    ? []
    : ofTextValue(file, inventory);
}
