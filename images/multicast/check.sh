#!/bin/sh
# Checks in a workload cluster that multicast is on and that packets arrive: sh check.sh [OPTION...]
#
#   --seconds=N         a check that fails runs again until N seconds have passed since the start (120)
#   --apart=N           seconds between the two times that a log is read (5); 2 more for the log of a sidecar
#   --config-map=NAME   name of the ConfigMap of Antrea in kube-system (antrea-config)
#   --settings=TEXT     the object on the Supervisor that configures Antrea, used in messages (AntreaConfig)
#   --gate-is-default   the feature gate Multicast is on by default
#   --controller-gate   antrea-controller also has this gate
#   --enable            antrea-agent.conf must set multicast.enable to true
#   --no-groups         this version of Antrea does not serve multicastgroups
#
# $MULTICAST_WORKLOADS is a list in JSON. Each item is a workload that sends or receives streams, with kind, namespace,
# name (absent if only the labels of its Pods are known), selector (the labels of its Pods), replicas (null if not known),
# hostNetwork, interface (if one was set), counter and streams. counter is what counts packets: the log of iperf, the log
# of a sidecar, or none. Each stream has group, port, part (sender, receiver or peer, which does both) and container, the
# one whose log counts its packets. An item of kind VirtualMachine is not checked: it is outside of the cluster. Its
# streams have unit, the name of the systemd unit in the VM.
#
# Each check prints one line. It begins with ok, with FAIL, or with skip if the check is not possible. The exit code is
# 0 if no line begins with FAIL. Needs a shell, curl and jq. Sends requests to the API server at KUBERNETES_SERVICE_HOST
# and KUBERNETES_SERVICE_PORT, as the ServiceAccount of its Pod. Writes files to $MULTICAST_STATE (/tmp).
set -u
seconds=120
apart=5
config_map=antrea-config
settings=AntreaConfig
gate_is_default=false
controller_gate=false
enable=false
groups=true
account=${MULTICAST_SERVICE_ACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}

give_up() {
  echo "FAIL $1"
  exit 1
}

for option; do
  case $option in
    --seconds=*) seconds=${option#*=} ;;
    --apart=*) apart=${option#*=} ;;
    --config-map=*) config_map=${option#*=} ;;
    --settings=*) settings=${option#*=} ;;
    --gate-is-default) gate_is_default=true ;;
    --controller-gate) controller_gate=true ;;
    --enable) enable=true ;;
    --no-groups) groups=false ;;
    *) give_up "check.sh has no such option: see its first lines" ;;
  esac
done
case $seconds,$apart in
  *[!0-9,]* | ,* | *,) give_up 'check.sh: --seconds and --apart take whole numbers' ;;
esac

absent=
command -v curl >/dev/null 2>&1 || absent=curl
command -v jq >/dev/null 2>&1 || absent="${absent:+$absent and }jq"
if [ -n "$absent" ]; then
  give_up "image: it has no $absent, and this check needs curl and jq: use an image with both, such as that of images/multicast"
fi
if ! work=$(mktemp -d "${MULTICAST_STATE:-/tmp}/check.XXXXXX" 2>/dev/null); then
  give_up "image: cannot write ${MULTICAST_STATE:-/tmp}: mount an emptyDir there"
fi
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

case ${KUBERNETES_SERVICE_HOST:-} in
  *:*) api="https://[$KUBERNETES_SERVICE_HOST]:${KUBERNETES_SERVICE_PORT:-443}" ;;
  *) api="https://${KUBERNETES_SERVICE_HOST:-kubernetes.default.svc}:${KUBERNETES_SERVICE_PORT:-443}" ;;
esac

# Functions that all jq filters use. `shown` removes control characters from texts of the cluster.
# shellcheck disable=SC2016 # variables of jq
defs='
  def hex: [. / 4096 % 16, . / 256 % 16, . / 16 % 16, . % 16] | map(floor | "0123456789abcdef"[. : . + 1]) | "\\u" + add;
  def is_control: . < 32 or (. >= 127 and . < 160) or (. >= 8203 and . <= 8207) or (. >= 8232 and . <= 8238)
    or (. >= 8294 and . <= 8297);
  def shown: tostring | gsub("\\s+"; " ") | explode | map(if is_control then hex | explode[] else . end) | implode
    | if length > 300 then .[:300] + "..." else . end;
  def some: if length > 3 then (.[:3] | join(", ")) + " and \(length - 3) more" else join(", ") end;
  def is_ready: .metadata.deletionTimestamp == null
    and any(.status.conditions[]?; .type == "Ready" and .status == "True");
  def with_message: [.reason, (.message | select(. != "")) | select(. != null)] | join(": ");
  def reason:
    if .metadata.deletionTimestamp then "is being deleted" else
      [
        (.status.conditions[]? | select(.type == "PodScheduled" and .status == "False")
          | "is not scheduled: \(.message // .reason)"),
        ((.status.initContainerStatuses[]?, .status.containerStatuses[]?) | select(.ready | not)
          | .name as $name
          | (.lastState.terminated // {} | if .exitCode == null then "" else
              "; it ended before with code \(.exitCode)\([with_message] | map(select(. != "") | ", " + .) | add // "")" end)
            as $before
          | if .state.waiting then "container \($name) waits: \(.state.waiting | with_message)\($before)"
            elif .state.terminated then
              "container \($name) ended with code \(.state.terminated.exitCode): \(.state.terminated | with_message)"
            else "container \($name) runs, but its probe fails\(if $name == "multicast-watch" then
              ", so a stream is not joined, received or sent as declared" else "" end)\($before)" end),
        "its phase is \(.status.phase // "unknown")"
      ] | first
    end;
  def workload($i): $ENV.MULTICAST_WORKLOADS | fromjson | .[$i];
  def title: if .name then "\(.kind) \(.namespace)/\(.name)" else "\(.kind) \(.namespace) (\(.selector))" end;
  # Of Pods with the labels of a workload, those that its object made.
  def made_by($w): map(select(
    if $w.name == null then true
    elif $w.kind == "Pod" then .metadata.name == $w.name
    elif $w.kind == "Deployment" then
      "\($w.name)-\(.metadata.labels["pod-template-hash"] // "")" as $owner
      | any(.metadata.ownerReferences[]?; .kind == "ReplicaSet" and .name == $owner)
    elif $w.kind == "CronJob" then
      any(.metadata.ownerReferences[]?; .kind == "Job" and (.name | startswith("\($w.name)-")))
    else any(.metadata.ownerReferences[]?; .kind == $w.kind and .name == $w.name)
    end));
  def of($w): made_by($w)
    | map(select($w.kind == "Pod" or (.status.phase != "Failed" and .status.phase != "Succeeded")));
  def is_sent: .part != "receiver";
  def is_received: .part != "sender";
'

# Gets a path from the API server. Writes the answer to $work/body, and its status to $code (000 if there is no answer).
get() {
  : >"$work/body"
  if ! token=$(cat "$account/token" 2>"$work/error"); then
    code=000
    return 1
  fi
  code=$(printf 'Authorization: Bearer %s\n' "$token" |
    curl -q -sS -g --noproxy '*' --max-time 20 --cacert "$account/ca.crt" -H @- -o "$work/body" \
      -w '%{http_code}' "$api$1" 2>"$work/error")
  [ "$code" = 200 ]
}

# Gets a list page by page, and writes the items to $work/body. The filter $2 reduces each item, because the items of a
# large cluster do not fit into the memory of this container.
list() {
  : >"$work/items"
  page=
  while :; do
    case $1 in
      *\?*) get "$1&limit=100$page" || return 1 ;;
      *) get "$1?limit=100$page" || return 1 ;;
    esac
    jq -c ".items[]? | $2" "$work/body" >>"$work/items" || return 1
    page=$(jq -r '.metadata.continue // "" | select(. != "") | "&continue=" + @uri' "$work/body")
    [ -n "$page" ] || break
  done
  jq -s '{ items: . }' "$work/items" >"$work/body"
}

# The filters that reduce a Pod and a Node.
pod_parts='{
  metadata: (.metadata | { name, namespace, labels, deletionTimestamp, ownerReferences }),
  spec: (.spec | { nodeName }),
  status: (.status // {} | { phase, conditions, initContainerStatuses, containerStatuses })
}'
node_parts='{ metadata: (.metadata | { name, labels }) }'

# Prints why the last request failed. $1 is what was requested.
trouble() {
  case $code in
    000) printf 'the API server %s does not answer (%s): see that the Pod reaches it and has the token of its ServiceAccount' \
      "$api" "$(jq -Rrs "$defs shown" "$work/error")" ;;
    401) printf 'the API server does not accept the token of the ServiceAccount: delete the Job and apply it again' ;;
    403) printf 'the ServiceAccount is not allowed to %s (%s): apply the Roles that come with this Job again' "$1" "$(message)" ;;
    *) printf 'the API server answers %s to the request to %s (%s): see its Pods and try again' "$code" "$1" "$(message)" ;;
  esac
}

message() {
  jq -Rrs "$defs"'(. as $text | try (fromjson | .message) catch $text) // "no message" | shown' "$work/body"
}

check_antrea() {
  list /api/v1/nodes "$node_parts" || { echo "FAIL antrea: $(trouble 'list Nodes')"; return; }
  mv "$work/body" "$work/nodes"
  list '/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dantrea' "$pod_parts" ||
    { echo "FAIL antrea: $(trouble 'list Pods in kube-system')"; return; }
  jq -r --slurpfile nodes "$work/nodes" "$defs"'
    [$nodes[0].items[] | select(.metadata.labels["kubernetes.io/os"] != "windows") | .metadata.name] as $names
    | (.items | map(select(.metadata.labels.component == "antrea-agent"))) as $agents
    | (.items | map(select(.metadata.labels.component == "antrea-controller"))) as $controllers
    | [$names[] as $node | [$agents[] | select(.spec.nodeName == $node)]
        | select(any(.[]; is_ready) | not)
        | if length == 0 then "Node \($node) has no antrea-agent"
          else "\(first.metadata.name) on Node \($node): \(first | reason)" end] as $bad_agents
    | (if any($controllers[]; is_ready) then []
        elif $controllers == [] then ["there is no antrea-controller"]
        else [$controllers[0] | "\(.metadata.name): \(reason)"] end) as $bad
    | if $names == [] then "FAIL antrea: the cluster has no Node for Linux: see '\''kubectl get nodes'\''"
      elif $bad_agents + $bad == [] then
        "ok   antrea: antrea-agent is ready on each Node (\($names | length)), and antrea-controller is ready"
      else "FAIL antrea: \($bad_agents | map(shown) | some)\(if $bad_agents != [] and $bad != [] then "; " else "" end)\($bad | map(shown) | some): see '\''kubectl describe pod -n kube-system -l app=antrea'\'' and the logs of these Pods"
      end' "$work/body"
}

check_config() {
  if ! get "/api/v1/namespaces/kube-system/configmaps/$config_map"; then
    case $code in
      404) echo "FAIL $config_map: kube-system has no ConfigMap of this name: is Antrea the CNI of this cluster?" ;;
      *) echo "FAIL $config_map: $(trouble "get the ConfigMap $config_map in kube-system")" ;;
    esac
    return
  fi
  jq -r --arg name "$config_map" --arg settings "$settings" --argjson standard "$gate_is_default" \
    --argjson controller "$controller_gate" --argjson enable "$enable" "$defs"'
    # The settings of a section, without comments.
    def section($wanted):
      reduce ((. // "") | split("\n")[] | sub("(^|\\s)#.*$"; "") | sub("\\s+$"; "") | select(. != "")
        | [capture("^(?<indent> *)[\"'\'']?(?<key>\\w[\\w.-]*)[\"'\'']?\\s*:\\s*(?<value>.*)$")][]) as $line (
        { inside: false, found: {} };
        ($line.indent | length) as $indent
        | if $indent == 0 then
            .inside = ($line.key == $wanted) | .indent = null
            | if .inside then .found += ([$line.value | scan("([\\w.-]+)[\"'\'']?\\s*:\\s*[\"'\'']?([\\w.-]+)")
                | { key: .[0], value: .[1] }] | from_entries) else . end
          elif .inside and (.indent == null or .indent == $indent) then
            .indent = $indent | .found[$line.key] = $line.value
          else . end)
      | .found | map_values(gsub("[\"'\'']"; ""));
    def is_true: test("^(true|yes|on|y)$"; "i");
    def gate($file): (.data[$file] | section("featureGates").Multicast) as $value
      | if $value == null then (if $standard then empty else "\($file) does not have the gate Multicast" end)
        elif $value | is_true then empty
        else "\($file) sets Multicast: \($value)" end;
    def enabled: (.data["antrea-agent.conf"] | section("multicast").enable) as $value
      | if $value == null then "antrea-agent.conf does not have multicast.enable"
        elif $value | is_true then empty
        else "antrea-agent.conf sets multicast.enable: \($value)" end;
    [gate("antrea-agent.conf"),
      if $controller then gate("antrea-controller.conf") else empty end,
      if $enable then enabled else empty end] as $bad
    | if $bad == [] then
        "ok   \($name): Multicast is on for antrea-agent\(if $controller then " and antrea-controller" else "" end)\(if $enable then ", and multicast.enable is true" else "" end)"
      else "FAIL \($name): \($bad | map(shown) | join(", ")): turn multicast on in \($settings | shown) on the Supervisor, wait until this ConfigMap has it, and restart the antrea Pods: '\''kubectl delete pod -n kube-system -l app=antrea'\''"
      end' "$work/body"
}

# Writes the Pods of workload $1 to $work/body.
get_pods() {
  list "$(jq -nr --argjson i "$1" "$defs"'workload($i)
    | "/api/v1/namespaces/\(.namespace)/pods?labelSelector=" + (.selector | @uri)')" "$pod_parts"
}

title() {
  jq -nr --argjson i "$1" "$defs"'workload($i) | title'
}

check_workload() {
  if ! get_pods "$1"; then
    echo "FAIL $(title "$1"): $(trouble 'list Pods in its namespace')"
    return
  fi
  jq -r --argjson i "$1" "$defs"'
    workload($i) as $w
    | (.items | of($w)) as $pods
    | ($pods | map(select(.status.phase == "Succeeded"))) as $done
    | ($pods | map(select(is_ready)) | length) as $ready
    | ($w.replicas // ([$pods | length, 1] | max)) as $wanted
    | [$pods[] | select(is_ready | not) | "\(.metadata.name): \(reason)" | shown] as $bad
    | "kubectl describe pod -n \($w.namespace) -l \($w.selector)" as $pod
    | if $ready < $wanted and (["Pod", "Job", "CronJob"] | index($w.kind)) and any(.items | made_by($w)[]; .status.phase == "Succeeded") and ($pods - $done) == [] then
        "ok   \($w | title): \(if $w.counter == "iperf" then "has sent for its duration and is completed" else "is completed" end)"
      elif $ready >= $wanted then "ok   \($w | title): \($ready) of \($wanted) Pods ready"
      elif $bad == [] then
        "FAIL \($w | title): \($ready) of \($wanted) Pods ready, and no other exists: see '\''\(if $w.name then "kubectl describe \($w.kind | ascii_downcase) \($w.name) -n \($w.namespace)" else "kubectl get pod -n \($w.namespace) -l \($w.selector)" end)'\''"
      else
        "FAIL \($w | title): \($ready) of \($wanted) Pods ready, \($bad | some): see '\''\($pod)'\''"
      end' "$work/body"
}

# Checks that Antrea lists the Pods of workload $1 for the group $2.
check_group() {
  if [ "$groups" = false ]; then
    echo "skip multicastgroups $2: this version of Antrea does not list groups"
    return
  fi
  past=$(jq -nr --argjson i "$1" "$defs"'workload($i).interface // "eth0" | select(. != "eth0")')
  if [ -n "$past" ]; then
    echo "skip multicastgroups $2: Antrea does not see the interface $past of $(title "$1")"
    return
  fi
  if [ "$(jq -nr --argjson i "$1" "$defs"'workload($i).hostNetwork')" = true ]; then
    echo "skip multicastgroups $2: Antrea does not list hostNetwork Pods, such as those of $(title "$1")"
    return
  fi
  if ! get /apis/stats.antrea.io/v1alpha1/multicastgroups; then
    case $code in
      404 | 503) echo "FAIL multicastgroups $2: the API server has no answer from stats.antrea.io ($code): see 'kubectl get apiservice v1alpha1.stats.antrea.io', and that antrea-controller runs with the gates Multicast and NetworkPolicyStats" ;;
      *) echo "FAIL multicastgroups $2: $(trouble 'list multicastgroups')" ;;
    esac
    return
  fi
  mv "$work/body" "$work/groups"
  get_pods "$1" || { echo "FAIL multicastgroups $2: $(trouble 'list the Pods of the receiver')"; return; }
  jq -r --argjson i "$1" --arg group "$2" --arg settings "$settings" --slurpfile groups "$work/groups" "$defs"'
    workload($i) as $w
    | (.items | of($w) | map("\(.metadata.namespace)/\(.metadata.name)")) as $wanted
    | [$groups[0].items[]? | select(.group == $group) | .pods[]? | "\(.namespace)/\(.name)"] as $listed
    | ($wanted - $listed) as $missing
    | "agents report once a minute; if it stays so, see that \(if $w.counter == "iperf" then "" else "the application joins the group, that " end)Multicast and NetworkPolicyStats are on in \($settings | shown) and that the antrea Pods started after that" as $way
    | if $w.replicas == 0 then "ok   multicastgroups \($group): \($w | title) is set to 0 Pods"
      elif $wanted == [] then "FAIL multicastgroups \($group): \($w | title) has no Pod that could join: see its line above"
      elif $missing == [] then "ok   multicastgroups \($group): lists \($wanted | map(shown) | some)"
      elif $listed == [] then "FAIL multicastgroups \($group): no Pod is listed, and \($wanted | map(shown) | some) should be: \($way)"
      else "FAIL multicastgroups \($group): \($missing | map(shown) | some) is not listed: \($way)"
      end' "$work/body"
}

# Prints what counts the packets of workload $1.
counter_of() {
  jq -nr --argjson i "$1" "$defs"'workload($i).counter'
}

# For each Pod of workload $1, writes the last lines of the log that counts the packets of $2:$3 to $work/$4.POD, and its
# name to $work/$4.
read_logs() {
  rm -f "$work/$4".*
  : >"$work/$4"
  : >"$work/unread"
  get_pods "$1" || return 1
  jq -r --argjson i "$1" --arg group "$2" --arg port "$3" "$defs"'
    workload($i) as $w
    | first($w.streams[] | select(.group == $group and "\(.port)" == $port) | .container) as $container
    | .items | of($w)[]
    | "\(.metadata.namespace) \(.metadata.name) \($container) \(.spec.nodeName // "none")"' "$work/body" >"$work/pods"
  while read -r namespace pod container node; do
    get "/api/v1/namespaces/$namespace/pods/$pod/log?container=$container&tailLines=200&timestamps=true" || {
      case $code in
        400 | 404) : >"$work/body" ;; # The container has not started, or the Pod is gone: its log is empty.
        401 | 403) return 1 ;;
        *)
          printf '%s/%s on Node %s\n' "$namespace" "$pod" "$node" >>"$work/unread"
          continue
          ;;
      esac
    }
    mv "$work/body" "$work/$4.$pod"
    printf '%s %s\n' "$namespace" "$pod" >>"$work/$4"
  done <"$work/pods"
}

# Prints why the logs for the check $1 could not be read, if that is so. $2 is the result of read_logs.
no_logs() {
  if [ "$2" -ne 0 ]; then
    echo "FAIL $1: $(trouble 'read the logs of its Pods')"
  elif [ -s "$work/unread" ]; then
    echo "FAIL $1: the logs of $(jq -Rrs "$defs"'split("\n") | map(select(. != "") | shown) | some' "$work/unread") cannot be read: see the kubelet of that Node, from which the API server gets them"
  else
    return 1
  fi
}

# Waits until the logs of workload $1 have more lines. A sidecar writes a line every 5 to 6 seconds.
wait_for_lines() {
  pause=$apart
  if [ "$(counter_of "$1")" = sidecar ]; then
    pause=$((apart + 2))
  fi
  sleep "$pause"
}

# The filters that count what arrived between two looks at the log of a Pod.
# shellcheck disable=SC2016 # variables of jq
counts='
  def lines: split("\n") | map(select(. != ""));
  # iperf reports received and lost datagrams. A line that begins at 0 and is longer than one interval is a total: skip
  # it.
  def of_iperf($before; $after):
    ($before | lines | last // "") as $last
    | [$after | lines[] | select(. > $last)
        | capture("\\] +(?<from>[0-9.]+)- *(?<to>[0-9.]+) +sec .*Bytes.*bits/sec.* (?<lost>[0-9]+)/ *(?<total>[0-9]+) +\\(")
        | map_values(tonumber) | select(.from > 0 or .to < 1.5)]
    | { reports: length, seconds: (map(.to - .from) | add // 0 | round),
        came: (map(.total - .lost) | add // 0), lost: (map(.lost) | add // 0) };
  # A sidecar reports a sum since its start, or "-" if it has no socket.
  def reports($name): [lines[]
    | capture("^(?<at>\\S+) multicast (?<name>[0-9.]+:[0-9]+)(?<words>( [a-z]+=\\S+)+)$") | select(.name == $name)
    | .at as $at | [.words | scan("([a-z]+)=(\\S+)") | { (.[0]): .[1] }] | add + { at: $at }];
  def time: (.at[:19] + "Z" | fromdateiso8601);
  def of_sidecar($before; $after; $name):
    ($before | reports($name)) as $earlier
    | [$after | reports($name)[] | select(.at > ($earlier | last.at // ""))] as $new
    | ([$earlier[] | .packets | select(. != "-") | tonumber] | last // 0) as $start
    | ([$new[] | .packets | select(. != "-") | tonumber]) as $sums
    | { reports: ($new | length), last: ($new | last),
        seconds: (if $new == [] then 0 else ($new | last | time) - ($earlier + $new | .[[($earlier | length) - 1, 0] | max] | time) end),
        # After a restart the sum begins at 0 again.
        came: (reduce $sums[] as $sum ({ at: $start, came: 0 };
          { at: $sum, came: (.came + if $sum < .at then $sum else $sum - .at end) }) | .came),
        all: ($sums | last // $start) };
'

# Checks that datagrams of $2:$3 arrive at workload $1, by reading the logs twice.
check_packets() {
  first="first-$1-$2-$3"
  if [ ! -e "$work/$first" ]; then
    read_logs "$1" "$2" "$3" "$first"
    no_logs "packets of $2:$3" $? && { rm -f "$work/$first" "$work/$first".*; return; }
    wait_for_lines "$1"
  fi
  read_logs "$1" "$2" "$3" second
  no_logs "packets of $2:$3" $? && { rm -f "$work/$first" "$work/$first".*; return; }
  : >"$work/counts"
  while read -r namespace pod; do
    # A Pod that is new since the first time has no earlier lines.
    before="$work/$first.$pod"
    [ -e "$before" ] || before=/dev/null
    jq -n --argjson i "$1" --arg name "$2:$3" --arg pod "$namespace/$pod" --rawfile before "$before" \
      --rawfile after "$work/second.$pod" "$defs$counts"'
      if workload($i).counter == "sidecar" then of_sidecar($before; $after; $name) else of_iperf($before; $after) end
      | { pod: $pod } + .' >>"$work/counts"
  done <"$work/second"
  # Without a new line, the next try compares with the same lines again.
  if [ ! -s "$work/counts" ] || jq -se 'all(.[]; .reports > 0)' "$work/counts" >/dev/null ||
    [ "$(counter_of "$1")" != sidecar ]; then
    rm -f "$work/$first" "$work/$first".*
  fi
  jq -sr --argjson i "$1" --arg group "$2" --arg port "$3" "$defs"'
    workload($i) as $w
    | "packets of \($group):\($port)" as $what
    | ([$w.streams[] | select(.group == $group and "\(.port)" == $port)] | first) as $stream
    | [$ENV.MULTICAST_WORKLOADS | fromjson | to_entries[]
        | select(.key != $i or ($stream.part == "peer" and $w.replicas != 1)) | .value
        | select(any(.streams[]; is_sent and .group == $group and "\(.port)" == $port))] as $from
    | ($from | map(title)) as $senders
    | (if any($from[]; .kind != "VirtualMachine" and (.hostNetwork or $w.hostNetwork)) then
        "; in a mode with tunnels, a hostNetwork Pod and Pods on other Nodes do not exchange multicast: see that both run on one Node"
      else "" end) as $nodes
    | "see that \(if $senders != [] then ($senders | some) + " sends"
        elif $stream.part == "peer" then "another Pod or host sends to it, because this app has only one Pod that does"
        else "a host sends to it, because no sender of this chart does" end), with a time to live that is high enough, and that no policy drops it\($nodes)" as $way
    # Each reason why nothing came, in the order in which they are reported.
    | def why: if .came > 0 then "came"
        elif $w.counter != "sidecar" then (if .reports == 0 then "never" else "stopped" end)
        elif .reports == 0 then "mute"
        elif .last.joined == "no" then "unjoined"
        elif .last.packets == "-" and .last.receiving == "unknown" then "uncounted"
        elif .last.packets == "-" then "unbound"
        elif .all == 0 then "never"
        else "stopped" end;
      map({ (why): [.pod | shown] }) as $all
    | (reduce ($all[] | to_entries[]) as { $key, $value } ({}; .[$key] += $value) | map_values(some)) as $pods
    | if $w.replicas == 0 then "ok   \($what): \($w | title) is set to 0 Pods"
      elif . == [] then "FAIL \($what): \($w | title) has no Pod that could receive: see its line above"
      elif $pods.mute then
        "FAIL \($what): multicast-watch of \($pods.mute) has reported nothing on it for some seconds: see '\''kubectl logs -n \($w.namespace) -l \($w.selector) -c multicast-watch'\''"
      elif $pods.unjoined then
        "FAIL \($what): \($pods.unjoined) has not joined the group: see the log of its application and that of multicast-watch, which has the interface if it joined on another one"
      elif $pods.unbound then "FAIL \($what): no socket of \($pods.unbound) receives it: see the log of its application"
      elif $pods.never and ($pods.stopped | not) then
        "FAIL \($what): \($pods.never) has received nothing since it joined: \($way)"
      elif $pods.never or $pods.stopped then
        "FAIL \($what): 0 arrived at \([$all[] | (.never, .stopped)[]?] | some), whose sender has stopped: \($way)"
      elif $pods.came == null then
        "skip \($what): multicast-watch cannot count what \($w | title) receives: the socket of its application does not share its port (SO_REUSEADDR), or the log of multicast-watch has another reason; \(
          if all(.[]; .last.joined == "yes") then "the application has joined the group" else "with hostNetwork it is not known whether it has joined the group" end)"
      else
        "ok   \($what): \(map(.came) | add) arrived at \($w | title)\(if $stream.part == "peer" then " from other Pods and hosts" else "" end) in \(map(.seconds) | max) seconds\(if $w.counter == "sidecar" then "" else ", \(map(.lost) | add) lost" end)"
      end' "$work/counts"
}

# Checks by the sidecar of workload $1 that it sends to $2:$3.
check_sending() {
  read_logs "$1" "$2" "$3" second
  no_logs "sending to $2:$3" $? && return
  : >"$work/counts"
  while read -r namespace pod; do
    jq -n --arg name "$2:$3" --arg pod "$namespace/$pod" --rawfile after "$work/second.$pod" "$counts"'
      { pod: $pod, sends: ($after | reports($name) | last.sending // "mute") }' >>"$work/counts"
  done <"$work/second"
  jq -sr --argjson i "$1" --arg to "$2:$3" "$defs"'
    workload($i) as $w
    | "sending to \($to)" as $what
    | def pods($answer): map(select(.sends == $answer) | .pod | shown);
      if $w.replicas == 0 then "ok   \($what): \($w | title) is set to 0 Pods"
      elif . == [] then "FAIL \($what): \($w | title) has no Pod that could send: see its line above"
      elif pods("mute") != [] then
        "FAIL \($what): multicast-watch of \(pods("mute") | some) has reported nothing on it yet: see '\''kubectl logs -n \($w.namespace) -l \($w.selector) -c multicast-watch'\''"
      elif pods("no") != [] then
        "FAIL \($what): no packet leaves \(pods("no") | some): see the log of its application, that it sends to this group, and that its interface has a route to it\(
          if any($w.streams[]; .part == "peer" and "\(.group):\(.port)" == $to) then
            "; multicast-watch does not see the packets of an application that switches IP_MULTICAST_LOOP off" else "" end)"
      elif pods("yes") == [] then
        "skip \($what): the counters of a hostNetwork Pod are those of its whole Node, so only the application shows what \($w | title) sends"
      else "ok   \($what): packets leave \(pods("yes") | some)"
      end' "$work/counts"
}

# Names the workload $1, of which nothing counts the packets of $2:$3 that it receives ($4 is INBOUND) or sends (OUTBOUND).
check_uncounted() {
  jq -nr --argjson i "$1" --arg stream "$2:$3" --arg column "$4" --argjson groups "$groups" "$defs"'
    workload($i) as $w
    | (if $column == "INBOUND" then ["packets of", "receives"] else ["sending to", "sends"] end) as [$what, $does]
    | "skip \($what) \($stream): nothing counts what \($w | title) \($does): \(
        if $w.hostNetwork then "Antrea does not see hostNetwork Pods, so only the application shows it"
        elif ($w.interface // "eth0") != "eth0" then
          "Antrea does not see the interface \($w.interface), so only the application shows it"
        else
          "\(if $column == "INBOUND" and $groups then "the line on multicastgroups shows whether it joined, and " else "" end)'\''antctl get podmulticaststats -n \($w.namespace)'\'' in the antrea-agent of its Node shows \($column)"
        end)"'
}

# Names the VM $1, which is the only one that shows the packets of $2:$3.
check_machine() {
  jq -nr --argjson i "$1" --arg group "$2" --arg port "$3" "$defs"'
    workload($i) as $w
    | $w.streams[] | select(.group == $group and "\(.port)" == $port)
    | "skip packets of \($group):\($port): only \($w | title | shown) shows what it receives: run '\''journalctl -f -u \(.unit | shown)'\'' in the VM"'
}

# Names the sender $1 of $2:$3, which no receiver of the app receives.
check_unseen() {
  echo "skip packets of $2:$3: $(title "$1") sends them, and this app has no receiver for them: see the host that receives them"
}

now() {
  read -r uptime _ </proc/uptime
  echo "${uptime%%.*}"
}

# Repeats a check until it is ok or the time is over, and then prints its line.
try() {
  while :; do
    line=$(
      case $1 in
        antrea) check_antrea ;;
        config) check_config ;;
        workload) check_workload "$2" ;;
        group) check_group "$2" "$3" ;;
        packets) check_packets "$2" "$3" "$4" ;;
        sending) check_sending "$2" "$3" "$4" ;;
        unreceived) check_uncounted "$2" "$3" "$4" INBOUND ;;
        unsent) check_uncounted "$2" "$3" "$4" OUTBOUND ;;
        machine) check_machine "$2" "$3" "$4" ;;
        unseen) check_unseen "$2" "$3" "$4" ;;
      esac 2>"$work/fault"
    )
    if [ -z "$line" ]; then
      line="FAIL $*: the answer of the API server cannot be read ($(jq -Rrs "$defs shown" "$work/fault"))"
    fi
    case $line in
      ok*) break ;;
      skip*)
        skipped=$((skipped + 1))
        break
        ;;
    esac
    if [ "$(now)" -ge "$deadline" ]; then
      failed=$((failed + 1))
      break
    fi
    sleep 2
  done
  printf '%s\n' "$line"
  checks=$((checks + 1))
}

# shellcheck disable=SC2016 # variables of jq
plan='
  ($ENV.MULTICAST_WORKLOADS | fromjson | to_entries) as $all
  | [$all[] | select(.value.kind != "VirtualMachine")] as $pods
  | [$all[].value.streams[] | select(is_received) | "\(.group):\(.port)"] as $received
  | def each(f): .key as $i | .value.streams[] | select(f) | "\($i) \(.group) \(.port)";
    ($pods[] | "workload \(.key)"),
    ($pods[] | .key as $i | [.value.streams[] | select(is_received) | .group] | unique[] | "group \($i) \(.)"),
    ($pods[] | (if .value.counter == "none" then "unreceived" else "packets" end) + " " + each(is_received)),
    ($pods[] | (if .value.counter == "none" then "unsent" else "sending" end) + " "
      + (select(.value.counter != "iperf") | each(is_sent))),
    ($all[] | select(.value.kind == "VirtualMachine") | "machine " + each(is_received)),
    ([$pods[] | .key as $i | .value.streams[] | select(is_sent) | { i: $i, group, port }
        | select(["\(.group):\(.port)"] - $received != [])] | unique_by([.group, .port])[]
      | "unseen \(.i) \(.group) \(.port)")'
if ! jq -nr "$defs$plan" >"$work/plan" 2>/dev/null || ! [ -s "$work/plan" ]; then
  give_up 'check.sh: MULTICAST_WORKLOADS is not a list of workloads in JSON: see the first lines of check.sh'
fi

deadline=$(($(now) + seconds))
checks=0
failed=0
skipped=0
try antrea
try config
looked=false
while read -r what workload group port; do
  # Reads the logs of all streams for the first time here, so that one wait is enough for all of them.
  if [ "$what" = packets ] && [ "$looked" = false ]; then
    looked=$workload
    while read -r kind i to at; do
      if [ "$kind" = packets ]; then
        read_logs "$i" "$to" "$at" "first-$i-$to-$at" || rm -f "$work/first-$i-$to-$at"
        if [ "$(counter_of "$i")" = sidecar ]; then
          looked=$i
        fi
      fi
    done <"$work/plan"
    wait_for_lines "$looked"
  fi
  try "$what" "$workload" "$group" "$port"
done <"$work/plan"

if [ "$failed" -gt 0 ]; then
  echo "FAIL $failed of $checks checks failed, see the lines above"
  exit 1
fi
if [ "$skipped" -gt 0 ]; then
  echo "ok   $((checks - skipped)) of $checks checks passed, $skipped skipped"
else
  echo "ok   all $checks checks passed"
fi
