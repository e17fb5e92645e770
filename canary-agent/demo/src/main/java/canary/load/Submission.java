package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** A document is drafted, submitted, and waits for somebody else's approval. */
final class Submission implements Errand {

    private final String path;
    private final Object draft;
    private int step;
    private String document = "";

    /**
     * @param path of the documents, to which the draft is posted
     */
    Submission(String path, Object draft) {
        this.path = path;
        this.draft = draft;
    }

    /**
     * What an errand of this kind asks for, each again and again as a dry run.
     *
     * @param kept a draft that stays one
     */
    static List<Request> warmUp(String path, Object draft, String kept) {
        return List.of(
                Request.post(path, draft),
                Request.post(path + "/" + kept + "/submit", null),
                Request.read(path + "/" + kept),
                Request.read(path + "?limit=20"));
    }

    @Override
    public @Nullable Request next(@Nullable JsonNode before) {
        return switch (step++) {
            case 0 -> Request.post(path, draft);
            case 1 -> {
                document = path + "/" + Errand.text(before, "id");
                yield Request.post(document + "/submit", null);
            }
            case 2 -> Request.read(document);
            case 3 -> Request.read(path + "?limit=20");
            default -> null;
        };
    }
}
