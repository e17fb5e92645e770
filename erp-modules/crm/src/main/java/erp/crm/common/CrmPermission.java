package erp.crm.common;

import erp.core.Permission;

/** Rights in CRM. */
public enum CrmPermission implements Permission, OfCrm {
    /** Pipelines, territories, representatives, campaigns, sources, reasons. */
    SETUP_READ,
    SETUP_WRITE,

    /** Organisations, contacts and what they consent to. */
    PARTIES_READ,
    PARTIES_WRITE,

    /** To make one of two organisations, contacts or leads: nothing takes it back. */
    PARTIES_MERGE,
    LEADS_READ,
    LEADS_WRITE,
    OPPORTUNITIES_READ,
    OPPORTUNITIES_WRITE,
    ACTIVITIES_READ,
    ACTIVITIES_WRITE,

    /** Forecast, losses, velocity, results of campaigns. */
    REPORTS_READ,

    /** To keep the forecast of today. */
    REPORTS_WRITE
}
