package erp.finance.common;

import erp.core.paging.PageRequest;
import erp.core.tx.Tx;

import org.hibernate.query.SelectionQuery;

import java.util.ArrayList;
import java.util.List;

/** Conditions of a list, put together from the filters that were sent; values are parameters. */
public final class Filter {
    private final StringBuilder hql;
    private final List<Parameter> parameters = new ArrayList<>();

    private record Parameter(String name, Object value) {}

    public Filter(String entity) {
        this.hql = new StringBuilder("from " + entity + " where id < :before");
    }

    /**
     * Adds a condition.
     *
     * @param condition of the source code, never of a request, such as {@code book = :book}
     */
    public void and(String condition, Object value) {
        hql.append(" and ").append(condition);
        parameters.add(new Parameter(condition.substring(condition.indexOf(':') + 1), value));
    }

    /** A condition without a value. */
    public void and(String condition) {
        hql.append(" and ").append(condition);
    }

    /** Newest first, one more than fits the page. */
    public <T> List<T> page(Tx tx, Class<T> type, PageRequest page) {
        SelectionQuery<T> query =
                tx.session().createSelectionQuery(hql + " order by id desc", type);
        parameters.forEach(it -> query.setParameter(it.name(), it.value()));
        return query.setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }
}
