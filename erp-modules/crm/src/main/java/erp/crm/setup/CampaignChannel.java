package erp.crm.setup;

/** How a campaign reaches people. */
public enum CampaignChannel {
    EMAIL,
    PHONE,
    POST,
    EVENT,
    WEB,
    OTHER
}
