package erp.core.http;

import java.util.List;

/** An answer that is CSV too, where that is asked for: as JSON it may say more than its rows. */
public interface Tabular {
    Table table();

    /**
     * Rows below a line of names.
     *
     * @param rows a cell for each column; an empty text where there is nothing
     */
    record Table(List<String> columns, List<List<Object>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
