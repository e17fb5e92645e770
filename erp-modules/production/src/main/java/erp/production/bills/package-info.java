/** Bills of material: versions with validity, explosion, where-used. */
@NullMarked
package erp.production.bills;

import org.jspecify.annotations.NullMarked;
