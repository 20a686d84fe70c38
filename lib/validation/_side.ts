/** The API server that a chart is applied to. */
export enum Side {
  SUPERVISOR,
  WORKLOAD_CLUSTER,
}
