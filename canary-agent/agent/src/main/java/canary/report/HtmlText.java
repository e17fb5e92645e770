package canary.report;

/** Text within a page. */
public final class HtmlText {

    private HtmlText() {}

    /** As content or as a quoted attribute's value. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
