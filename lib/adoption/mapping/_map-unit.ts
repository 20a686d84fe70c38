import { ApiObject, App, Chart } from 'cdk8s';
import { Tree, isTree } from '../../checks/_trees';
import { InvalidInput } from '../../messages/_errors';
import { isSame } from '../../preview/_differences';
import { isAntreaAddon } from '../../rules/manifests/_addons';
import { Manifest, nameOf, textOf } from '../../rules/manifests/_inventory';
import { ClusterApiVersion } from '../../supervisor/cluster/tanzu-cluster';
import { SupervisorChart } from '../../supervisor/supervisor-chart';
import { AcknowledgedRule, AdoptedUnit, ConstructCode, SourceDocument } from '../_adopted-app';
import { Code, Member, callCode, literalCode, nameCode, objectCode } from '../_code';
import { AntreaFacts, addonConfigMembers, antreaConfigMembers } from './_antrea-code';
import { clusterMembers } from './_cluster-code';
import { Evaluation, Variables } from './_evaluate';
import { fitted } from './_fit';
import { generatedClassOf, generatedMembers, metadataCode } from './_generated-code';
import { patchesBetween } from './_patches';
import { ReadContext, plainCode } from './_reading';
import { SecretBook } from './_secret-book';
import { UnitOfDocuments } from './_unit-of-documents';
import { wantedForm } from './_wanted-form';

/** What the user tells beside the documents. */
export interface MappingOptions {
  /** vSphere Namespace of documents without a namespace. */
  readonly namespace?: string;
  /** Version of Antrea of the clusters. */
  readonly antrea?: string;
  /** Release of clusters that are not among the documents. */
  readonly tkr?: string;
}

/** What is the same for all units. */
export interface MappingContext {
  readonly options: MappingOptions;
  readonly secrets: SecretBook;
  /** The errors that lint finds in a document. */
  readonly errorsOf: (document: SourceDocument) => AcknowledgedRule[];
}

const CLUSTER = 'cluster';
const CLUSTER_APIS = Object.values(ClusterApiVersion).map((version) => `cluster.x-k8s.io/${version}`);
const REQUIRED = ['name', 'release', 'podCidrs', 'serviceCidrs', 'nodePools', 'cluster', 'metadata'];
const isRequired = (option: string) => REQUIRED.includes(option);

/** Maps the documents of one unit to constructs. */
export class UnitMapper {
  private readonly evaluation: Evaluation;
  private readonly ids = new Set<string>();
  private readonly constructs: ConstructCode[] = [];

  public constructor(
    private readonly unit: UnitOfDocuments,
    private readonly name: string,
    private readonly context: MappingContext,
  ) {
    this.evaluation = new Evaluation(context.secrets);
  }

  public map(): AdoptedUnit {
    const { cluster, documents, isOnSupervisor, file } = this.unit;
    const isAddon = ({ manifest }: SourceDocument) => isAntreaAddon(manifest as Manifest);
    const others = documents.filter((document) => document !== cluster);
    if (cluster) {
      const ofCluster = this.clusterConstruct(cluster, others.some(isAddon));
      this.constructs.push(ofCluster);
    }
    others.forEach((document) => this.constructs.push(this.constructOf(document)));
    if (cluster && others.some(isAddon) && !this.constructs.some(({ className }) => className === 'AddonConfig')) {
      // No AddonConfig of the library makes Antrea the CNI, so the cluster does.
      const [before, ...rest] = this.constructs.splice(0);
      this.ids.delete(before.id);
      this.constructs.push(this.clusterConstruct(cluster, false), ...rest);
    }
    const patched = this.withPatches();
    const subject = cluster ? nameOf(cluster.manifest as Manifest) : `the objects of ${file}`;
    return {
      name: this.name,
      what: cluster ? `${subject}, with what belongs to it.` : `${subject[0].toUpperCase()}${subject.slice(1)}.`,
      chartClass: isOnSupervisor ? 'SupervisorChart' : 'Chart',
      chartProps: this.chartProps(),
      constructs: patched,
    };
  }

  private chartProps() {
    const { isOnSupervisor, cluster, documents } = this.unit;
    if (!isOnSupervisor) {
      return objectCode([]);
    }
    const written = [cluster, ...documents].map((document) => document?.manifest.metadata.namespace);
    const namespace = written.find((each) => typeof each === 'string') ?? this.context.options.namespace;
    if (namespace === undefined) {
      const { file, line } = documents[0];
      throw new InvalidInput(
        `${file}:${line}: the object has no namespace, and the app needs its vSphere Namespace: pass --namespace NAME.`,
      );
    }
    const isWritten = written.some((each) => typeof each === 'string');
    return objectCode([
      { name: 'vsphereNamespace', code: literalCode(namespace) },
      ...(isWritten ? [] : [{ name: 'writeNamespace', code: literalCode(false) }]),
    ]);
  }

  private contextOf({ manifest }: SourceDocument): ReadContext {
    const object = nameOf(manifest as Manifest);
    const owner = textOf(this.unit.cluster?.manifest.metadata.name ?? manifest.metadata.name ?? 'app');
    return { secrets: this.context.secrets, owner, object, kind: textOf(manifest.kind) };
  }

  private clusterConstruct(document: SourceDocument, hasAddonConfig: boolean): ConstructCode {
    const { manifest } = document;
    const isTyped = CLUSTER_APIS.includes(textOf(manifest.apiVersion)) && isTree(manifest.spec?.topology);
    if (!isTyped) {
      return this.generatedConstruct(document, ['It has no topology, so no TanzuCluster writes it.']);
    }
    const facts = { antrea: this.context.options.antrea, hasAddonConfig };
    const props = objectCode(clusterMembers(manifest, facts, this.contextOf(document)));
    return this.fittedOrGenerated(this.draft(document, 'TanzuCluster', props, CLUSTER));
  }

  private constructOf(document: SourceDocument): ConstructCode {
    const { manifest } = document;
    const isAddon = isAntreaAddon(manifest as Manifest);
    const facts = this.antreaFacts();
    if ((manifest.kind === 'AntreaConfig' || isAddon) && facts) {
      const read = isAddon ? addonConfigMembers : antreaConfigMembers;
      const props = objectCode(read(manifest, facts, this.contextOf(document)));
      const draft = this.draft(document, isAddon ? 'AddonConfig' : 'AntreaConfig', props);
      return this.withDefaultGates(this.fittedOrGenerated(draft));
    }
    return this.generatedConstruct(document, []);
  }

  /** The cluster of the unit, if code can refer to it. */
  private antreaFacts(): AntreaFacts | undefined {
    const { cluster } = this.unit;
    if (this.constructs[0]?.variable === CLUSTER) {
      return { cluster: nameCode(CLUSTER), clusterName: textOf(cluster?.manifest.metadata.name) };
    }
    const release: unknown = cluster?.manifest.spec?.topology?.version ?? this.context.options.tkr;
    if (!cluster || typeof release !== 'string') {
      return undefined;
    }
    const clusterName = textOf(cluster.manifest.metadata.name);
    return { cluster: callCode('ClusterReference', 'of', literalCode(clusterName), literalCode(release)), clusterName };
  }

  private draft(
    document: SourceDocument,
    className: string,
    props: ConstructCode['props'],
    variable?: string,
  ): ConstructCode {
    const id = this.idOf(document);
    return {
      ...{ source: document, className, id, variable, props },
      ...{ acknowledged: this.context.errorsOf(document), patches: [], notes: [] },
    };
  }

  private idOf({ manifest }: SourceDocument): string {
    const kind = hyphenated(textOf(manifest.kind));
    const name = `${kind}-${hyphenated(textOf(manifest.metadata.name ?? manifest.metadata.generateName ?? ''))}`;
    const free = [kind, name].find((id) => !this.ids.has(id));
    let id = free ?? name;
    for (let i = 2; this.ids.has(id); i++) {
      id = `${name}-${i}`;
    }
    this.ids.add(id);
    return id;
  }

  private fittedOrGenerated(draft: ConstructCode): ConstructCode {
    const result = fitted(draft, isRequired, (construct) => this.build([...this.constructs, construct]));
    if (result instanceof Error) {
      this.ids.delete(draft.id);
      const [sentence] = result.message.split('\n');
      return this.generatedConstruct(draft.source, [`${draft.className} cannot write it: ${sentence}`]);
    }
    return result.construct;
  }

  /** A construct of a class that is generated from a CRD, else an ApiObject. */
  private generatedConstruct(document: SourceDocument, notes: string[]): ConstructCode {
    const manifest = wantedForm(document.manifest);
    const context = this.contextOf(document);
    const generated = generatedClassOf(manifest);
    if (generated) {
      const props = objectCode(withoutNamespace(generatedMembers(manifest, generated, context), this.namespace()));
      const draft = { ...this.draft(document, `${generated.module}.${generated.className}`, props), notes };
      const result = fitted(draft, isRequired, (construct) => this.build([...this.constructs, construct]));
      if (!(result instanceof Error)) {
        return result.construct;
      }
      this.ids.delete(draft.id);
    }
    const { metadata, ...rest } = manifest;
    const members: Member[] = Object.entries(rest).map(([name, value]) => ({
      name,
      code: plainCode(value, { ...context, path: [name], names: [name] }),
      from: [[name]],
    }));
    members.splice(2, 0, { name: 'metadata', code: metadataCode(metadata as Tree, context), from: [['metadata']] });
    const why = generated ? [] : ['The library has no class for this kind.'];
    const props = objectCode(withoutNamespace(members, this.namespace()));
    return { ...this.draft(document, 'ApiObject', props), notes: [...notes, ...why] };
  }

  private namespace(): string | undefined {
    const [first] = this.chartProps().members;
    return first?.code.kind === 'literal' ? String(first.code.value) : undefined;
  }

  /** Lets the library write its default gates, if the result is the same. */
  private withDefaultGates(construct: ConstructCode): ConstructCode {
    const written = construct.props.members.find(({ name }) => name === 'writeDefaultGates');
    if (!written) {
      return construct;
    }
    const wanted = this.lastOf([...this.constructs, construct]);
    const members = construct.props.members.filter((member) => member !== written);
    const gates = members.find(({ name }) => name === 'featureGates');
    try {
      const others = members.filter((member) => member !== gates);
      const defaults = gatesIn(this.lastOf([...this.constructs, { ...construct, props: objectCode(others) }]));
      const own = membersOf(gates?.code).filter(
        ({ name, code }) => code.kind === 'literal' && code.value !== defaults[name],
      );
      const ofOwn = gates && own.length > 0 ? [{ ...gates, code: objectCode(own) }] : [];
      const shorter = { ...construct, props: objectCode([...others, ...ofOwn]) };
      return isSame(this.lastOf([...this.constructs, shorter]), wanted) ? shorter : construct;
    } catch {
      // The release does not have one of the default gates.
      return construct;
    }
  }

  private lastOf(constructs: ConstructCode[]): Tree {
    return this.build(constructs).pop()?.toJson();
  }

  /** Makes the constructs in an app of their own, which is never written. */
  private build(constructs: ConstructCode[]): ApiObject[] {
    const app = new App();
    const props = this.evaluation.valueOf(this.chartProps(), new Map());
    const chart = this.unit.isOnSupervisor
      ? new SupervisorChart(app, this.name, props)
      : new Chart(app, this.name, props);
    const variables: Variables = new Map();
    return constructs.map((construct) => this.evaluation.construct(chart, construct, variables));
  }

  /** Adds patches for what the constructs do not write. */
  private withPatches(): ConstructCode[] {
    const made = this.build(this.constructs);
    return this.constructs.map((construct, i) => {
      const { source } = construct;
      const written = wantedForm(made[i].toJson());
      return { ...construct, patches: patchesBetween(written, wantedForm(source.manifest), this.contextOf(source)) };
    });
  }
}

/** The feature gates of an object that configures Antrea. */
function gatesIn(object: Tree): Tree {
  const { antrea } = object.kind === 'AddonConfig' ? (object.spec.values ?? {}) : object.spec;
  return antrea?.config?.featureGates ?? {};
}

function membersOf(code: Code | undefined): Member[] {
  return code?.kind === 'object' ? code.members : [];
}

function withoutNamespace(members: Member[], namespace: string | undefined): Member[] {
  return members.map((member) => {
    if (member.name !== 'metadata' || member.code.kind !== 'object' || namespace === undefined) {
      return member;
    }
    const kept = member.code.members.filter(({ name, code }) => !(name === 'namespace' && isText(code, namespace)));
    return { ...member, code: objectCode(kept) };
  });
}

function isText(code: Code, text: string): boolean {
  return code.kind === 'literal' && code.value === text;
}

/** The text in lower case, with hyphens between words. */
export function hyphenated(text: string): string {
  return (
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase()
      .slice(0, 50)
      .replace(/-+$/, '') || 'object'
  );
}
