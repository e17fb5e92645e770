/**
 * The main job on one machine: database, two versions, router, clients and the agent, each as it is
 * in production, and faults that come from outside.
 */
@NullMarked
package canary.demo;

import org.jspecify.annotations.NullMarked;
