/**
 * Releases that are kept in the cluster, so that any terminal with the rights sees them and any
 * agent may go on with one: ConfigMaps that only compare-and-set writes, and a Lease.
 *
 * <p>Of the API server it needs, in the namespace of the ERP: get, list, create, update, patch and
 * delete of ConfigMaps; get, create and update of Leases; and create of SelfSubjectReviews, which
 * everybody may.
 */
@NullMarked
package canary.kubernetes.store;

import org.jspecify.annotations.NullMarked;
