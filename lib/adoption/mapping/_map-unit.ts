import { Tree, isTree } from '../../checks/_trees';
import { InvalidInput, quote } from '../../messages/_errors';
import { isAntreaAddon } from '../../rules/manifests/_addons';
import { Manifest, nameOf, textOf } from '../../rules/manifests/_inventory';
import { ClusterApiVersion } from '../../supervisor/cluster/tanzu-cluster-props';
import { AcknowledgedRule, AdoptedUnit, ConstructCode, SourceDocument } from '../_adopted-app';
import { ObjectCode, callCode, literalCode, nameCode, objectCode } from '../_code';
import { AntreaFacts, addonConfigMembers, antreaConfigMembers } from './_antrea-code';
import { ChartTrial } from './_chart-trial';
import { clusterMembers } from './_cluster-code';
import { withDefaultGates } from './_default-gates';
import { Evaluation } from './_evaluate';
import { fitted } from './_fit';
import { generatedClassOf } from './_generated-code';
import { patchesBetween } from './_patches';
import { ClassAndProps, generatedConstruct, patchableConstruct, plainConstruct } from './_plain-code';
import { ReadContext } from './_reading';
import { SecretBook } from './_secret-book';
import { UnitOfDocuments } from './_unit-of-documents';
import { wantedForm } from './_wanted-form';

/** Facts from the user that the documents do not contain. */
export interface MappingOptions {
  /** vSphere Namespace of documents without a namespace. */
  readonly namespace?: string;
  /** Version of Antrea of the clusters. */
  readonly antrea?: string;
  /** Release of clusters that are not among the documents. */
  readonly tkr?: string;
}

/** Values that are the same for all units. */
export interface MappingContext {
  readonly options: MappingOptions;
  readonly secrets: SecretBook;
  /** The errors that lint finds in a document. */
  readonly errorsOf: (document: SourceDocument) => AcknowledgedRule[];
}

/** How a document is written, from most options to none. */
enum ConstructForm {
  TYPED,
  GENERATED,
  PLAIN,
}

const CLUSTER_VARIABLE = 'cluster';
const CLUSTER_APIS = Object.values(ClusterApiVersion).map((version) => `cluster.x-k8s.io/${version}`);
const REQUIRED = ['name', 'release', 'podCidrs', 'serviceCidrs', 'nodePools', 'cluster', 'metadata'];
const isRequiredOption = (option: string) => REQUIRED.includes(option);

/** Maps the documents of one unit to constructs. */
export class UnitMapper {
  private readonly chartProps: ObjectCode;
  /** The namespace that the chart writes. */
  private readonly namespace?: string;
  private readonly trial: ChartTrial;
  private readonly ids = new Set<string>();
  private readonly forms = new Map<SourceDocument, ConstructForm>();
  private readonly constructs: ConstructCode[] = [];

  public constructor(
    private readonly unit: UnitOfDocuments,
    private readonly name: string,
    private readonly context: MappingContext,
  ) {
    const { isOnSupervisor } = unit;
    this.chartProps = isOnSupervisor ? supervisorProps(unit, context.options) : objectCode([]);
    const [first] = this.chartProps.members;
    this.namespace = first?.code.kind === 'literal' ? String(first.code.value) : undefined;
    this.trial = new ChartTrial(
      { name, isOnSupervisor, props: this.chartProps },
      new Evaluation((code) => context.secrets.valueOf(code)),
    );
  }

  private readonly make = (construct: ConstructCode): Tree =>
    this.trial.make(
      construct,
      this.constructs.filter(({ variable, id }) => variable === CLUSTER_VARIABLE && id !== construct.id),
    );

  /** Returns the unit. A document that its construct does not write equally gets a construct with fewer options. */
  public map(): AdoptedUnit {
    let constructs = this.mapped();
    for (let wrong = this.firstWrong(constructs); wrong; wrong = this.firstWrong(constructs)) {
      const { source } = wrong;
      const form = this.formOf(source);
      if (form === ConstructForm.PLAIN) {
        throw new InvalidInput(
          `${source.file}:${source.line}: no construct can write this object, because cdk8s refuses it or drops one of its fields, such as __proto__: correct it first.`,
        );
      }
      this.forms.set(source, form + 1);
      constructs = this.mapped();
    }
    const { cluster, isOnSupervisor, file } = this.unit;
    return {
      name: this.name,
      what: cluster ? `${nameOf(cluster.manifest as Manifest)} and what belongs to it.` : `The objects of ${file}.`,
      chartClass: isOnSupervisor ? 'SupervisorChart' : 'Chart',
      chartProps: this.chartProps,
      constructs,
    };
  }

  private mapped(): ConstructCode[] {
    const { cluster, documents } = this.unit;
    const isAddon = ({ manifest }: SourceDocument) => isAntreaAddon(manifest as Manifest);
    const others = documents.filter((document) => document !== cluster);
    const hasAddon = others.some(isAddon);
    this.constructs.length = 0;
    this.ids.clear();
    if (cluster) {
      this.constructs.push(this.clusterConstruct(cluster, hasAddon));
    }
    others.forEach((document) => this.constructs.push(this.constructOf(document)));
    if (cluster && hasAddon && !this.constructs.some(({ className }) => className === 'AddonConfig')) {
      // No AddonConfig of the library makes Antrea the CNI, so the cluster does.
      const [before, ...rest] = this.constructs.splice(0);
      this.ids.delete(before.id);
      this.constructs.push(this.clusterConstruct(cluster, false), ...rest);
    }
    return this.withPatches();
  }

  /** The first construct that cannot be made in its unit, or does not write its document. */
  private firstWrong(constructs: ConstructCode[]): ConstructCode | undefined {
    const made = this.trial.all(constructs);
    return constructs.find((construct, i) => {
      const written = made[i];
      return !written || this.missing(construct, written).length > 0;
    });
  }

  private formOf(document: SourceDocument): ConstructForm {
    return this.forms.get(document) ?? ConstructForm.TYPED;
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
      return this.otherConstruct(document, ['It has no topology, so no TanzuCluster writes it.']);
    }
    if (this.formOf(document) !== ConstructForm.TYPED) {
      return this.otherConstruct(document, ['No TanzuCluster writes it.']);
    }
    const facts = { antrea: this.context.options.antrea, hasAddonConfig };
    const props = objectCode(clusterMembers(manifest, facts, this.contextOf(document)));
    return this.fittedOrGenerated(this.draft(document, { className: 'TanzuCluster', props }, CLUSTER_VARIABLE));
  }

  private constructOf(document: SourceDocument): ConstructCode {
    const { manifest } = document;
    const isAddon = isAntreaAddon(manifest as Manifest);
    const facts = this.antreaFacts();
    if (this.formOf(document) === ConstructForm.TYPED && (manifest.kind === 'AntreaConfig' || isAddon) && facts) {
      const read = isAddon ? addonConfigMembers : antreaConfigMembers;
      const props = objectCode(read(manifest, facts, this.contextOf(document)));
      const draft = this.draft(document, { className: isAddon ? 'AddonConfig' : 'AntreaConfig', props });
      return withDefaultGates(this.fittedOrGenerated(draft), this.make);
    }
    return this.otherConstruct(document, []);
  }

  /** The cluster of the unit, if code can refer to it. */
  private antreaFacts(): AntreaFacts | undefined {
    const { cluster } = this.unit;
    if (this.constructs[0]?.variable === CLUSTER_VARIABLE) {
      return { cluster: nameCode(CLUSTER_VARIABLE), clusterName: textOf(cluster?.manifest.metadata.name) };
    }
    const release: unknown = cluster?.manifest.spec?.topology?.version ?? this.context.options.tkr;
    if (!cluster || typeof release !== 'string') {
      return undefined;
    }
    const clusterName = textOf(cluster.manifest.metadata.name);
    return { cluster: callCode('ClusterReference', 'of', literalCode(clusterName), literalCode(release)), clusterName };
  }

  private draft(document: SourceDocument, typed: ClassAndProps, variable?: string): ConstructCode {
    const id = this.idOf(document);
    return {
      ...{ source: document, id, variable, ...typed },
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
    const result = fitted(draft, isRequiredOption, this.make);
    if (result instanceof Error) {
      this.ids.delete(draft.id);
      const [sentence] = result.message.split('\n');
      return this.otherConstruct(draft.source, [`${draft.className} cannot write it: ${sentence}`]);
    }
    return result.construct;
  }

  /** A construct of a class that is generated from a CRD, else an ApiObject. */
  private otherConstruct(document: SourceDocument, notes: string[]): ConstructCode {
    const manifest = wantedForm(document.manifest);
    const context = this.contextOf(document);
    const generated = generatedClassOf(manifest);
    if (generated && this.formOf(document) !== ConstructForm.PLAIN) {
      const typed = generatedConstruct(manifest, generated, context, this.namespace);
      const draft = { ...this.draft(document, typed), notes };
      const result = fitted(draft, isRequiredOption, this.make);
      if (!(result instanceof Error)) {
        return this.isEqual(result.construct)
          ? result.construct
          : { ...result.construct, ...patchableConstruct(typed) };
      }
      this.ids.delete(draft.id);
    }
    const why = generated ? [] : ['The library has no class for this kind.'];
    return { ...this.draft(document, plainConstruct(manifest, context, this.namespace)), notes: [...notes, ...why] };
  }

  private isEqual(construct: ConstructCode): boolean {
    return this.missing(construct, this.make(construct)).length === 0;
  }

  /** The patches that a construct still needs. */
  private missing({ source }: ConstructCode, written: Tree) {
    return patchesBetween(wantedForm(written), wantedForm(source.manifest), this.contextOf(source));
  }

  /** Adds patches for what the constructs do not write. */
  private withPatches(): ConstructCode[] {
    const made = this.trial.all(this.constructs);
    return this.constructs.map((construct, i) => {
      const written = made[i];
      return written ? { ...construct, patches: this.missing(construct, written) } : construct;
    });
  }
}

/** The options of the SupervisorChart. Throws if no namespace is known. */
function supervisorProps({ cluster, documents }: UnitOfDocuments, options: MappingOptions): ObjectCode {
  const written = [cluster, ...documents].map((document) => document?.manifest.metadata.namespace);
  const namespace = written.find((each) => typeof each === 'string') ?? options.namespace;
  const misread = documents.find(
    ({ manifest }) => !['string', 'undefined'].includes(typeof manifest.metadata.namespace),
  );
  if (misread) {
    const { file, line, manifest } = misread;
    throw new InvalidInput(
      `${file}:${line}: metadata.namespace is ${quote(manifest.metadata.namespace)}, which is not a string: write it in quotes.`,
    );
  }
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
