/** What the tables say of the ERP's documents, for those who know rows only. */
@NullMarked
package erp.migrations.documents;

import org.jspecify.annotations.NullMarked;
