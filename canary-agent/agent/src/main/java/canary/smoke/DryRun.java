package canary.smoke;

/**
 * Places an order as a dry run that the reference accepts: only such a one says something of the
 * version that is tested. Data that change meanwhile are looked for anew.
 */
final class DryRunOrder {

    static final String PATH = "/api/v1/sales/orders?dryRun=true";

    private static final int FORBIDDEN = 403;
    private static final int TIMES = 3;

    private DryRunOrder() {}

    static String place(ErpClient tested, Reference reference) {
        for (int i = 0; i < TIMES; i++) {
            TestOrder order = reference.ask(DryRunOrder::accepted);
            if (reference.isTested()) {
                return "an order is accepted and rolled back";
            }
            ErpClient.Answer answer = tested.post(PATH, order.body());
            if (answer.isSuccess()) {
                return "an order is accepted and rolled back, as by " + reference.version();
            }
            ErpClient.Answer again = reference.ask(erp -> erp.post(PATH, order.body()));
            if (!again.isRefused()) {
                throw new SmokeFailure(
                        answer.said()
                                + (again.isSuccess()
                                        ? "; %s accepts the same order"
                                                .formatted(reference.version())
                                        : ""));
            }
        }
        throw new Untestable("what an order needs was taken away each time between look and order");
    }

    /** An order that this version accepts as a dry run. */
    private static TestOrder accepted(ErpClient erp) {
        String refused = "";
        for (TestOrder order : new TestOrders(erp).proposals()) {
            ErpClient.Answer answer = erp.post(PATH, order.body());
            if (answer.isSuccess()) {
                return order;
            }
            if (!answer.isRefused()) {
                throw new SmokeFailure(answer.said());
            }
            refused = answer.said();
            if (answer.status() == FORBIDDEN) {
                break;
            }
        }
        throw new Untestable("no order is accepted: " + refused);
    }
}
