package erp.core.feedback;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;

import java.util.List;

/** Feedback over HTTP. */
public final class FeedbackRoutes {
    private static final String PATH = "/api/v1/feedback";

    private final Feedback feedback;

    public FeedbackRoutes(Feedback feedback) {
        this.feedback = feedback;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.post(
                                PATH,
                                "sendFeedback",
                                "Takes a complaint (worse than it was), problem (does not work),"
                                        + " praise or idea about a version; from each user "
                                        + Feedback.LIMIT
                                        + " an hour at most")
                        .body(NewFeedback.class)
                        .anyUser()
                        .creates(FeedbackView.class)
                        .problems(FeedbackError.TOO_MUCH_FEEDBACK)
                        .write(this::send),
                Endpoint.get(PATH, "listFeedback", "What users said, newest first")
                        .permission(FeedbackPermission.READ)
                        .list(
                                Listing.of(FeedbackEntry.class)
                                        .equal("version", "about this version, as users said")
                                        .equal("kind", "of this kind")
                                        .as(FeedbackView.class, FeedbackEntry::view)),
                Endpoint.get(PATH + "/{id}", "getFeedback", "What one user said once")
                        .permission(FeedbackPermission.READ)
                        .answers(FeedbackView.class)
                        .problems(FeedbackError.FEEDBACK_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(feedback.get(tx, call.id()))));
    }

    private Reply send(Tx tx, Call<NewFeedback> call) {
        FeedbackView view = feedback.take(tx, call.body());
        return Reply.created(PATH + "/" + view.id(), view);
    }
}
