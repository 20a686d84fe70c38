package app;

import io.github.cdk8santreamulticast.App;
import io.github.cdk8santreamulticast.NodePoolProps;
import io.github.cdk8santreamulticast.SupervisorChart;
import io.github.cdk8santreamulticast.TanzuCluster;
import java.util.Collections;

/** The Supervisor chart of the README's first example. */
public class Main {
  public static void main(String[] args) {
    App app = new App();
    SupervisorChart supervisor =
        SupervisorChart.Builder.create(app, "video-supervisor").vsphereNamespace("broadcast").build();
    TanzuCluster cluster =
        TanzuCluster.Builder.create(supervisor, "Cluster")
            .name("video")
            .release("v1.25.7---vmware.3-fips.1-tkg.1")
            .podCidrs(Collections.singletonList("172.20.0.0/16"))
            .serviceCidrs(Collections.singletonList("172.21.0.0/16"))
            .vmClass("best-effort-small")
            .storageClass("vsan-default-storage-policy")
            .nodePools(Collections.singletonList(NodePoolProps.builder().name("workers").replicas(2).build()))
            .build();
    cluster.enableMulticast();
    app.synth();
  }
}
