/** Facts about the site of the user, from which the app is written. */
export interface Answers {
  readonly vsphereNamespace: string;
  readonly cluster: string;
  readonly release: string;
  /** Version of Antrea in the release. Undefined if the tables have it. */
  readonly antreaVersion?: string;
  /** Name of the ClusterClass. */
  readonly clusterClass: string;
  /** Version of Ubuntu. Undefined if the release has only one. */
  readonly ubuntuVersion?: string;
  /** Ranges of the addresses of Pods and Services. */
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly vmClass: string;
  readonly storageClass: string;
  readonly nodePool: string;
  /** Number of Nodes in the node pool. */
  readonly replicas: number;
  readonly group: string;
  readonly port: number;
  /** Image with iperf 2. */
  readonly image: string;
  /** Image of a VM that receives the stream. Undefined for no VM. */
  readonly vmImage?: string;
}

/** The answer to the question for the image of a VM if there should be none. */
export const NO_VM = 'none';

/** The answers to the questions, as the user gave them. */
export type GivenAnswers = { readonly [name in keyof Answers]?: string };

/** Returns the answers with numbers as numbers. Each text that is not a whole number stays, and a check refuses it. */
export function typedAnswers(given: { [name in keyof Answers]: string | undefined }): Answers {
  const numberOf = (text: string | undefined) => (/^\d{1,15}$/.test(String(text)) ? Number(text) : text);
  const vmImage = given.vmImage === NO_VM ? undefined : given.vmImage;
  return { ...given, replicas: numberOf(given.replicas), port: numberOf(given.port), vmImage } as Answers;
}
