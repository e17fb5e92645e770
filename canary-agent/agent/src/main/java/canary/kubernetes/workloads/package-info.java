/**
 * The versions' Deployments, and what goes with them: pods, autoscalers, disruption budgets. What
 * an object must look like and what it says is pure; {@link
 * canary.kubernetes.workloads.KubernetesCluster} reads and writes.
 */
@NullMarked
package canary.kubernetes.workloads;

import org.jspecify.annotations.NullMarked;
