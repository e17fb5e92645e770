package erp.production.genealogy;

import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Where the goods of a work order came from, or went.
 *
 * @param complete whether nothing is left out: no more levels, links or postings than are told
 * @param links nearest first
 */
public record GenealogyView(UUID orderId, Direction direction, boolean complete, List<Link> links) {
    /**
     * So much of an item came by a document and went by another.
     *
     * @param level 1 where one of the two is the order that was asked for
     */
    public record Link(int level, UUID itemId, Quantity quantity, Party from, Party to) {}

    /**
     * A document.
     *
     * @param type {@code production.work-order}, or what else moved goods
     * @param number of a work order
     */
    public record Party(String type, UUID id, @Nullable String number) {}
}
