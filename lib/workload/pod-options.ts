import * as kplus from 'cdk8s-plus-25';

/** What all Pods of this library have in common. */
export interface PodOptions {
  /**
   * When the image is pulled.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * Names of Secrets with registry credentials, in the namespace of the Pod.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * CPU and memory of each container.
   *
   * @default - requests of 50 millicores and 32 MiB, limits of 500 millicores and 128 MiB (256 MiB of a MulticastProof)
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Labels that a Node must have to run the Pod. Tolerations and further rules: `scheduling`.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * User and group that the container runs as, a whole number from 1 to 2147483647: never root, whatever the image says.
   *
   * @default 65534
   */
  readonly user?: number;
}
