/** A version of Kubernetes whose built-in kinds have schemas. */
export interface KubernetesSchema {
  /** MAJOR.MINOR. */
  readonly kubernetes: string;
  /** Its file in `schemas/`. */
  readonly file: string;
  readonly source: string;
}

/** The oldest and the newest version that the tests run, in ascending order. */
export const KUBERNETES_SCHEMAS: KubernetesSchema[] = [
  {
    kubernetes: '1.25',
    file: 'kubernetes-1.25.json',
    source: 'the OpenAPI documents of kube-apiserver 1.25 (/openapi/v3)',
  },
  {
    kubernetes: '1.35',
    file: 'kubernetes-1.35.json',
    source: 'the OpenAPI documents of kube-apiserver 1.35 (/openapi/v3)',
  },
];
