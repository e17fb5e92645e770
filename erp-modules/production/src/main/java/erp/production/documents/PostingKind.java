package erp.production.documents;

/** What a posting does to its order. */
public enum PostingKind {
    /** Components go in. */
    ISSUE,
    /** Goods come out, or are scrapped; with what is issued by it. */
    OUTPUT,
    /** Hours are booked. */
    TIME,
    /** What is left becomes variances. */
    CLOSE
}
